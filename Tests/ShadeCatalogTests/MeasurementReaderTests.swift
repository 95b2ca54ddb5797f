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
}
