import ColorScience
import Foundation
import Imaging
import ShadeCatalog
import TestSupport
import Testing

/// Errors of a set of measurements against the colours the pictures were painted in.
struct SwatchScores {
    var errors: [Double] = []
    var isInside90: [Bool] = []
    var refused = 0

    mutating func add(_ picture: EncodedImage, truth: Lab<D65>) {
        guard let measured = try? SwatchPicture.measure(picture) else {
            refused += 1
            return
        }
        errors.append(measured.lab.deltaE00(to: truth))
        isInside90.append(errors.last! <= measured.radius90)
    }

    func quantile(_ part: Double) -> Double {
        let sorted = errors.sorted()
        return sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
    }

    var coverage: Double { Double(isInside90.count { $0 }) / Double(max(isInside90.count, 1)) }

    func line(_ name: String) -> String {
        func two(_ value: Double) -> String { String(format: "%.2f", value) }
        return "\(name): \(errors.count) measured, \(refused) refused; ΔE00 median \(two(quantile(0.5))), "
            + "p90 \(two(quantile(0.9))); inside the 90 % radius \(two(coverage))"
    }
}

@Suite("Colour from swatch pictures")
struct SwatchPictureTests {
    @Test("200 drawn pictures of all kinds: median ΔE00 at most 1.5, the 90 % radius holds")
    func drawnPictures() throws {
        var all = SwatchScores()
        var kinds: [String: SwatchScores] = [:]
        for seed in UInt64(4_000_000)..<4_000_200 {
            let drawn = SwatchPainter.draw(seed: seed)
            let picture = try drawn.encoded()
            all.add(picture, truth: drawn.truth)
            kinds[drawn.kind.rawValue, default: SwatchScores()].add(picture, truth: drawn.truth)
        }
        print(all.line("swatch pictures"))
        for (kind, scores) in kinds.sorted(by: { $0.key < $1.key }) { print(scores.line("  " + kind)) }
        #expect(all.quantile(0.5) <= 0.8)
        #expect(all.quantile(0.9) <= 2.5)
        #expect((0.85...0.99).contains(all.coverage))
        #expect(all.refused <= 8)
    }

    @Test("light, medium and deep shades alike")
    func depthsAlike() throws {
        var medians: [Double] = []
        for (name, range) in [("light", 75.0...94), ("medium", 48.0...68), ("deep", 16.0...36)] {
            var scores = SwatchScores()
            for seed in UInt64(5_000_000)..<5_000_060 {
                let drawn = SwatchPainter.draw(seed: seed, lightness: range)
                scores.add(try drawn.encoded(), truth: drawn.truth)
            }
            print(scores.line(name))
            medians.append(scores.quantile(0.5))
            #expect(scores.quantile(0.9) <= 3)
            #expect(scores.coverage >= 0.8)
        }
        #expect((medians.max() ?? 9) - (medians.min() ?? 0) <= 0.4)
    }

    @Test(
        "Pillow's pictures, with lettering and transparency",
        .enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)))
    func pillowPictures() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swatches-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = SharedData.root.appending(path: "Scripts/draw-swatches.py")
        _ = try PythonOracle.run(
            String(contentsOf: script, encoding: .utf8), [folder.path(percentEncoded: false), "60", "9001"])
        var scores = SwatchScores()
        let truth = try String(contentsOf: folder.appending(path: "truth.csv"), encoding: .utf8)
        for row in truth.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = row.split(separator: ",")
            let values = fields.suffix(3).compactMap { Double($0) }
            let path = folder.appending(path: String(fields[0])).path(percentEncoded: false)
            scores.add(try EncodedImage(contentsOf: path), truth: Lab(values[0], values[1], values[2]))
        }
        print(scores.line("Pillow's swatch pictures"))
        #expect(scores.quantile(0.5) <= 0.8)
        #expect(scores.refused <= 6)
    }

    @Test(
        "a plain fill of any size is measured exactly",
        arguments: [(1, 1), (1, 2000), (2000, 1), (3, 2), (50, 50), (700, 500)])
    func plainFill(width: Int, height: Int) throws {
        let code = SRGB8(red: 0xB9, green: 0x8B, blue: 0x73)
        let pixels = (0..<width * height).flatMap { _ in [code.red, code.green, code.blue] }
        let measured = try SwatchPicture.measure(RGBImage(width: width, height: height, pixels: pixels))
        #expect(measured.lab.deltaE00(to: code.lab) < 0.05)
        #expect(measured.kind == .fill && measured.share == 1)
        #expect(measured.region.width >= width && measured.region.height >= height)
    }

    @Test("white all over is no product")
    func blank() {
        for side in [1, 40, 300] {
            let error = #expect(throws: SwatchError.self) {
                try SwatchPicture.measure(RGBImage(width: side, height: side, gray: 255))
            }
            #expect(error?.code == .blank)
        }
    }

    /// A mascara may be black; a foundation's picture that is, shows none.
    @Test("black and grey all over are no base for skin", arguments: [0, 128, 250] as [UInt8])
    func colorless(gray: UInt8) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gray-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let picture = RGBImage(width: 40, height: 40, pixels: [UInt8](repeating: gray, count: 4800))
        try Data(picture.encodedJPEG()).write(to: folder.appending(path: "a.jpg"))
        let finder = SwatchPictureFinder(feed: folder.appending(path: "feed.csv").path(percentEncoded: false))
        for category in [ShadeCategory.foundation, .concealer, .eye] {
            var shade = ListedShade(line: 2, sku: "A", brand: "B", product: "P", name: "S", category: category)
            shade.picture = "a.jpg"
            let issue = shade.measurePicture(finder)
            #expect((issue == nil) == (category == .eye))
            #expect(issue?.message.contains("is no colour of a \(category.rawValue)") != false)
        }
    }

    @Test("noise has no even area")
    func noise() {
        var random = SwatchRandom(seed: 3)
        for side in [2, 17, 120, 400] {
            let pixels = (0..<side * side * 3).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let result = try? SwatchPicture.measure(RGBImage(width: side, height: side, pixels: pixels))
            #expect(side < 20 || result == nil)
        }
    }

    @Test("grey levels leave a* and b* open, and every size is survived")
    func grayLevels() throws {
        let picture = RGBImage(width: 64, height: 64, gray: 120)
        let grey = try SwatchPicture.measure(EncodedImage(bytes: picture.encodedPNG()))
        #expect(grey.standardDeviations.a < 2)
        var random = SwatchRandom(seed: 5)
        for _ in 0..<60 {
            let (w, h) = (1 + Int(random.unit() * 40), 1 + Int(random.unit() * 40))
            let colors = (0..<3).map { _ in random.next() }
            let pixels = (0..<w * h).flatMap { _ in
                let color = random.pick(colors)
                return [UInt8(color & 255), UInt8(color >> 8 & 255), UInt8(color >> 16 & 255)]
            }
            if let result = try? SwatchPicture.measure(RGBImage(width: w, height: h, pixels: pixels)) {
                #expect(result.radius90.isFinite && result.radius90 > 0 && (0...1).contains(result.confidence))
            }
        }
    }

    @Test("two areas that may both be the product: less sure, or refused")
    func competing() throws {
        var pixels: [UInt8] = []
        for _ in 0..<80 {
            for x in 0..<80 { pixels += x < 40 ? [214, 172, 140] : [92, 58, 44] }
        }
        let image = RGBImage(width: 80, height: 80, pixels: pixels)
        do {
            let measured = try SwatchPicture.measure(image)
            #expect(measured.confidence < 0.9 && measured.radius90 > 5)
        } catch {
            #expect(error.code == .productUnclear)
        }
    }

    @Test("the region is given in the picture's own pixels")
    func region() throws {
        var pixels: [UInt8] = []
        for y in 0..<800 {
            for x in 0..<1000 {
                pixels += (300..<700).contains(x) && (200..<600).contains(y) ? [120, 60, 40] : [255, 255, 255]
            }
        }
        let image = RGBImage(width: 1000, height: 800, pixels: pixels)
        let measured = try SwatchPicture.measure(EncodedImage(bytes: image.encodedJPEG(quality: 85)))
        #expect(measured.kind == .flat)
        #expect(abs(measured.region.x - 300) <= 20 && abs(measured.region.y - 200) <= 20)
        #expect(abs(measured.region.width - 400) <= 40 && abs(measured.region.height - 400) <= 40)
        #expect(abs(measured.share - 0.2) < 0.02)
    }

    @Test("bytes that are no picture keep Imaging's code")
    func unreadable() {
        let error = #expect(throws: SwatchError.self) {
            _ = try SwatchPictureFinder(feed: #filePath).measure("SwatchPictureTests.swift")
        }
        #expect(error?.code == .image(.unsupportedFormat) || error?.code == .image(.unreadableImage))
    }
}
