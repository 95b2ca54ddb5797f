import TestSupport
import Testing

@testable import Server

struct TarPicturesTests {
    @Test(
        .enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.skipReason)),
        arguments: [
            "tarfile.PAX_FORMAT", "tarfile.GNU_FORMAT", "tarfile.USTAR_FORMAT",
        ])
    func aTarArchiveOfPythonsIsReadLongNamesToo(format: String) throws {
        let script = """
            import io, sys, tarfile
            out = io.BytesIO()
            with tarfile.open(fileobj=out, mode="w", format=\(format)) as t:
                folder = tarfile.TarInfo("f/"); folder.type = tarfile.DIRTYPE; t.addfile(folder)
                link = tarfile.TarInfo("l.jpg"); link.type = tarfile.SYMTYPE; link.linkname = "/etc/passwd"; t.addfile(link)
                for name in ["a.jpg", "f/" + "n" * 90 + ".jpg", "f" * 60 + "/" + "g" * 60 + "/b.jpg", "._a.jpg"]:
                    data = name.encode() * 7
                    info = tarfile.TarInfo(name); info.size = len(data); t.addfile(info, io.BytesIO(data))
            sys.stdout.buffer.write(out.getvalue())
            """
        let archive = [UInt8](try PythonOracle.run(script))
        let files = try TarPictures.files(archive, most: 200)
        let names =
            ["a.jpg", "f/" + String(repeating: "n", count: 90) + ".jpg"]
            + [String(repeating: "f", count: 60) + "/" + String(repeating: "g", count: 60) + "/b.jpg"]
        #expect(files.map(\.name) == names)
        for file in files { #expect(Array(file.bytes) == Array(String(repeating: file.name, count: 7).utf8)) }
        #expect(throws: Problem.self) { try TarPictures.files(archive, most: 2) }
        #expect(throws: Problem.self) { try TarPictures.files(Array(archive.prefix(3 * 512 + 9)), most: 200) }
        // Whatever byte of the headers is damaged, it ends.
        for place in stride(from: 0, to: min(archive.count, 6000), by: 7) {
            var damaged = archive
            damaged[place] ^= 0x55
            _ = try? TarPictures.files(damaged, most: 200)
        }
    }
}
