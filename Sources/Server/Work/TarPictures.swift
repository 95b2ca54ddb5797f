internal import Inputs

/// The files of a tar archive in memory: ustar, pax, GNU and the old format.
enum TarPictures {
    /// - Parameter most: files, at most.
    /// - Throws: `invalid_request` for what is no archive, or more.
    static func files(_ bytes: [UInt8], most: Int) throws(Problem) -> [(name: String, bytes: ArraySlice<UInt8>)] {
        do { return try reading(bytes, most: most) } catch let problem as Problem { throw problem } catch {
            throw .invalid("The archive is damaged, or no tar archive.")
        }
    }

    private static func reading(
        _ bytes: [UInt8], most: Int
    ) throws -> [(name: String, bytes: ArraySlice<UInt8>)] {
        var files: [(name: String, bytes: ArraySlice<UInt8>)] = []
        var (pax, longName): (PaxRecords?, String?)
        var place = 0
        while place + TarHeader.blockSize <= bytes.count {
            let block = Array(bytes[place..<(place + TarHeader.blockSize)])
            if block.allSatisfy({ $0 == 0 }) { return files }
            var header = try TarHeader(block)
            let isMember = ![.extendedHeader, .longName, .longLinkName, .globalHeader].contains(header.type)
            if isMember { header = header.completed(by: pax, longName: longName) }
            let start = place + TarHeader.blockSize
            guard header.size <= bytes.count - start else { throw Problem.invalid("The archive ends inside a file.") }
            let content = bytes[start..<(start + header.size)]
            place = start + TarHeader.padded(header.size)
            switch header.type {
            case .extendedHeader: pax = try PaxRecords(Array(content))
            case .longName: longName = TarHeader.text(content)
            case .longLinkName, .globalHeader: break
            default:
                (pax, longName) = (nil, nil)
                guard header.type == .file, !PhotoName.isMetadata(header.name.split(separator: "/").last ?? "") else {
                    break
                }
                guard files.count < most else { throw Problem.invalid("A job has at most \(most) pictures.") }
                files.append((header.name, content))
            }
        }
        throw Problem.invalid("The archive has no end; it was cut short.")
    }
}
