import ColorScience
import Foundation
import ShadeCatalog
import TestSupport
import Testing

@Suite struct ShadeConflictTests {
    /// Two undertones at eight depths, warm hues 12° above the cool ones.
    private func line() -> [ListedShade] {
        let words = ["Very Fair", "Fair", "Light", "Light Medium", "Medium", "Tan", "Deep", "Very Deep"]
        return words.enumerated().flatMap { index, word in
            ["Cool", "Warm"].map { undertone in
                var shade = ListedShade(
                    line: 2 * index + (undertone == "Cool" ? 2 : 3), sku: "\(undertone) \(index)", brand: "Brand",
                    product: "Base", name: "\(word) \(undertone)", category: .foundation)
                shade.lab =
                    LCh<D65>(
                        lightness: 75 - 6 * Double(index), chroma: 22, hue: undertone == "Cool" ? 50 : 62
                    ).lab
                return shade
            }
        }
    }

    @Test func consistentLinesAreLeftAlone() throws {
        let shades = line()
        #expect(try #require(ShadeLine.lines(of: shades).first).issues(in: shades) == [])
    }

    @Test func coolNamesOnWarmColoursAreReported() throws {
        var shades = line()
        shades[6].lab = LCh<D65>(lightness: 57, chroma: 22, hue: 70).lab
        let issues = try #require(ShadeLine.lines(of: shades).first).issues(in: shades)
        #expect(issues.map(\.sku) == ["Cool 3"])
        #expect(issues.first?.severity == .warning && issues.first?.line == 8)
        #expect(issues.first?.message.hasPrefix("name says cool, colour reads warm") == true)
    }

    @Test func depthWordsFarFromTheColourAreReported() throws {
        var shades = line()
        shades[2].lab = LCh<D65>(lightness: 40, chroma: 22, hue: 50).lab
        let issues = try #require(ShadeLine.lines(of: shades).first).issues(in: shades)
        #expect(issues.map(\.sku) == ["Cool 1"])
        #expect(issues.first?.message.contains("much darker") == true)
    }

    @Test(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
    func flagASmallShareOfRealShades() {
        let listed = PuddingShades.listed
        let issues = PuddingShades.lines.flatMap { $0.issues(in: listed) }
        let undertones = issues.count { $0.message.hasPrefix("name says") }
        print("conflicts: \(undertones) undertones, \(issues.count - undertones) depths of \(listed.count) shades")
        #expect(issues.count * 100 < listed.count * 4 && issues.count * 1000 > listed.count * 2)
        if let path = ProcessInfo.processInfo.environment["SHADEWISE_CONFLICTS"] {
            let rows = PuddingShades.lines.flatMap { line in
                let colors = line.members.map { listed[$0].hex?.lab }
                return line.conflicts(colors: colors).map { conflict in
                    let members = line.members.map { "\(listed[$0].hex?.hex ?? "") \($0)" }.joined(separator: ";")
                    let shade = listed[line.members[conflict.index]]
                    return [
                        line.brand, line.product, "\(line.members[conflict.index])", shade.name,
                        shade.description ?? "",
                        "\(conflict.kind)", "\(conflict.deviation)", members,
                    ].joined(separator: "\t")
                }
            }
            try? rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
