import Imaging

/// The networks' files.
enum ModelFile {
    /// - Throws: `models_missing`, naming the file and how to get it.
    static func bytes(_ name: String, in directory: String) throws(FaceMeshError) -> [UInt8] {
        do throws(ImagingError) {
            return try FileBytes.read(
                directory.hasSuffix("/") ? directory + name : directory + "/" + name, limit: TFLiteModel.Limit.bytes)
        } catch {
            if error.code == .imageTooLarge {
                throw .unreadable("\(name) has more than the \(TFLiteModel.Limit.bytes) bytes that are allowed")
            }
            throw FaceMeshError(
                code: .modelsMissing,
                message: "the face network \(name) cannot be read from \(directory); run `make demo`, or "
                    + "Scripts/fetch-models.sh, to fetch it")
        }
    }

    /// FNV-1a over little-endian 64-bit words, the last one filled with zeros, and the lengths: it tells versions
    /// apart, and does not guard against forgery.
    /// - Source: Fowler, Noll, Vo: offset basis 14695981039346656037, prime 1099511628211.
    static func fingerprint(_ files: [UInt8]...) -> String {
        var hash: UInt64 = 14_695_981_039_346_656_037
        func mix(_ word: UInt64) { hash = (hash ^ word) &* 1_099_511_628_211 }
        for file in files {
            file.withUnsafeBytes { bytes in
                var place = 0
                while place + 8 <= bytes.count {
                    mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                    place += 8
                }
                mix(bytes[place...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
            }
            mix(UInt64(file.count))
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
