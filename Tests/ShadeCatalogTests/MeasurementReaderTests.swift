import Foundation
import ShadeCatalog
import Testing

@Suite struct MeasurementReaderTests {
    private static let wide: [UInt8] = [0xFF, 0xFE] + "L,a,b\n".utf8.flatMap { [$0, 0] }

    @Test(arguments: [wide, Array("L,a\n".utf8), []])
    func whatIsNoTableOfColoursIsAnInvalidMeasurement(_ bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "labs-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(bytes).write(to: path)
        let error = #expect(throws: CatalogError.self) { try MeasurementReader(path: path.path(percentEncoded: false)) }
        #expect(error?.code == .invalidMeasurement)
    }

    /// Photos of one person: their `id` is the person's, not the row's, and `sd` may be anything.
    @Test(arguments: [true, false]) func rowsHaveNamesOrNone(namesRows: Bool) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "labs-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data("id,path,L,a,b,sd\nann,1.jpg,60,12,18,1\nann,2.jpg,60,12,18,left\n".utf8).write(to: path)
        var reader = try MeasurementReader(path: path.path(percentEncoded: false), namesRows: namesRows)
        var read: [String] = []
        while let item = try reader.next() {
            if case .measurement(let measured) = item { read.append("\(measured.id) \(measured.standardDeviation)") }
        }
        #expect(read == (namesRows ? ["ann 1.0"] : ["line 2 0.0", "line 3 0.0"]))
    }
}
