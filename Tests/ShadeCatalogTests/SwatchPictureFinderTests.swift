import Foundation
import Imaging
import ShadeCatalog
import Testing

@Suite("Finding swatch pictures")
struct SwatchPictureFinderTests {
    /// A feed's folder with a picture, a pictures folder beside it, and a file outside both.
    private struct Folders: ~Copyable {
        let root = FileManager.default.temporaryDirectory.appending(path: "finder-\(UUID().uuidString)")
        var feed: String { path("shop/feed.csv") }
        var pictures: String { path("downloads") }

        init() throws {
            let manager = FileManager.default
            for folder in ["shop/img", "downloads"] {
                try manager.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
            }
            let picture = Data(try RGBImage(width: 8, height: 8, gray: 90).encodedPNG())
            for file in [
                "shop/img/sand.png", "shop/a b.png", "downloads/2551437sw", "downloads/rosé.png", "secret.png",
            ] {
                try picture.write(to: root.appending(path: file))
            }
            try manager.createSymbolicLink(
                at: root.appending(path: "shop/link.png"), withDestinationURL: root.appending(path: "secret.png"))
        }

        func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }

        deinit { try? FileManager.default.removeItem(at: root) }
    }

    @Test(
        "paths beside the feed, addresses by their last component",
        arguments: [
            ("img/sand.png", "sand.png"), ("./img//sand.png", "sand.png"), ("a b.png", "a b.png"),
            ("https://images.shop.com/is/image/2551437sw?$tn$", "2551437sw"),
            ("//cdn.shop.com/x/2551437sw#top", "2551437sw"),
            ("http://shop.com/ros%C3%A9.png", "rosé.png"), ("elsewhere/2551437sw", "2551437sw"),
        ])
    func found(reference: String, name: String) throws {
        let folders = try Folders()
        let finder = SwatchPictureFinder(feed: folders.feed, pictures: folders.pictures)
        #expect(try finder.path(of: reference).hasSuffix("/" + name))
        _ = try finder.measure(reference)
    }

    @Test(
        "paths that lead outside are refused",
        arguments: ["../secret.png", "img/../../secret.png", "/etc/passwd", "link.png", "img/\0sand.png"])
    func outside(reference: String) throws {
        let folders = try Folders()
        let error = #expect(throws: SwatchError.self) {
            try SwatchPictureFinder(feed: folders.feed, pictures: folders.pictures).path(of: reference)
        }
        #expect(error?.code == .pictureOutside)
    }

    @Test(
        "what is not there is named with a remedy",
        arguments: [
            "", "img/none.png", "https://shop.com/", "https://shop.com", "https://shop.com/%2e%2e",
            "https://shop.com/..%2fsecret.png",
            "https://shop.com/%zz.png", "https://shop.com/none.png",
        ])
    func missing(reference: String) throws {
        let folders = try Folders()
        let error = #expect(throws: SwatchError.self) {
            try SwatchPictureFinder(feed: folders.feed, pictures: folders.pictures).path(of: reference)
        }
        #expect(error?.code == .pictureNotFound)
    }

    @Test("an address without a pictures folder is never fetched")
    func addressAlone() throws {
        let folders = try Folders()
        let error = #expect(throws: SwatchError.self) {
            try SwatchPictureFinder(feed: folders.feed).path(of: "https://shop.com/2551437sw")
        }
        #expect(error?.code == .pictureNotFound)
        #expect(error?.message.contains("--pictures") == true)
    }
}
