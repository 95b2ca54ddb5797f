import Testing

@testable import Server

struct ZipWriterTests {
    /// Date and time of day of an archive's first file, read as MS-DOS writes them.
    private func stamp(of archive: [UInt8]) -> [Int] {
        let (time, date) = (
            Int(archive[10]) | Int(archive[11]) << 8, Int(archive[12]) | Int(archive[13]) << 8
        )
        return [
            (date >> 9) + 1980, (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2,
        ]
    }

    @Test(arguments: [
        // 2026-11-30 18:25:37 UTC, told in steps of two seconds.
        (1_796_063_137.0, [2026, 11, 30, 18, 25, 36]),
        // The last moment of a leap year's February.
        (1_709_251_199.9, [2024, 2, 29, 23, 59, 58]),
        (1_704_067_200.0, [2024, 1, 1, 0, 0, 0]),
        // Before the format's first day.
        (0.0, [1980, 1, 1, 0, 0, 0]),
    ] as [(Double, [Int])])
    func aFileTellsWhenItWasWritten(time: Double, expected: [Int]) throws {
        var archive = ZipWriter(at: time)
        let written = archive.file("a", [1, 2, 3])
        #expect(stamp(of: try #require(written)) == expected)
    }
}
