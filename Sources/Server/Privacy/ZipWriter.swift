internal import CZlib

/// Writes a zip archive of files that are not packed: pictures are packed already.
///
/// - Source: PKWARE's APPNOTE 6.3.10. Archives below 4 GB and of fewer than 65,535 files; names are UTF-8.
struct ZipWriter {
    private var directory: [UInt8] = []
    private var count = 0
    /// Bytes so far.
    private var place = 0
    /// Date and time as MS-DOS has them, for all files.
    private let stamp: (date: UInt16, time: UInt16)

    /// - Parameter time: seconds since 1970, told in UTC; dates before 1980 cannot be written.
    init(at time: Double) {
        let (days, seconds) = (Int(max(time, 315_532_800)) / 86_400, Int(max(time, 315_532_800)) % 86_400)
        let (year, month, day) = Self.date(days)
        stamp = (
            UInt16(min(year - 1980, 127) << 9 | month << 5 | day),
            // Swift shifts before it divides.
            UInt16((seconds / 3600) << 11 | (seconds / 60 % 60) << 5 | (seconds % 60) / 2)
        )
    }

    /// - Returns: `nil` when the archive would be larger than the format's plain form holds.
    mutating func file(_ name: String, _ bytes: [UInt8]) -> [UInt8]? {
        let head = Array(name.utf8)
        guard place + bytes.count + directory.count + 2 * head.count + 200 < 0xFFFF_FFFF, count < 65_534 else {
            return nil
        }
        let check = UInt32(crc32(0, bytes, UInt32(bytes.count)))
        var common = Self.bytes16(20, 0x0800, 0, stamp.time, stamp.date)
        common += Self.bytes32(check, UInt32(bytes.count), UInt32(bytes.count))
        common += Self.bytes16(UInt16(head.count), 0)
        let local = Self.bytes32(0x0403_4b50) + common + head
        directory += Self.bytes32(0x0201_4b50) + Self.bytes16(20) + common + Self.bytes16(0, 0, 0)
        directory += Self.bytes32(0, UInt32(place)) + head
        count += 1
        place += local.count + bytes.count
        return local + bytes
    }

    /// What comes after the last file.
    func end() -> [UInt8] {
        directory + Self.bytes32(0x0605_4b50) + Self.bytes16(0, 0, UInt16(count), UInt16(count))
            + Self.bytes32(UInt32(directory.count), UInt32(place)) + Self.bytes16(0)
    }

    private static func bytes16(_ values: UInt16...) -> [UInt8] {
        values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    private static func bytes32(_ values: UInt32...) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
    }

    /// The Gregorian date of a day since 1970.
    /// - Source: Howard Hinnant, “chrono-compatible low-level date algorithms”, civil_from_days.
    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}
