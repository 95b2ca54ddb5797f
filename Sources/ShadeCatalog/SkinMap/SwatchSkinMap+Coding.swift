internal import Foundation

extension SwatchSkinMap: Codable {
    private enum CodingKeys: String, CodingKey { case version, pooled, sources }

    /// - Throws: `DecodingError` for figures no map has.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let pooled = try container.decode(Source.self, forKey: .pooled)
        let sources = try container.decode([String: Source].self, forKey: .sources)
        guard pooled.isSound, sources.values.allSatisfy(\.isSound) else {
            throw DecodingError.dataCorruptedError(
                forKey: .sources, in: container,
                debugDescription: "a curve does not fall with depth, or is out of range")
        }
        self.init(pooled: pooled, sources: sources)
        let stated = try container.decode(String.self, forKey: .version)
        guard stated == version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container, debugDescription: "the figures belong to \(version), not to \(stated)")
        }
    }

    /// The figures with the version they make, by which `init(from:)` knows them again.
    /// - Throws: What the encoder does.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(version, forKey: .version)
        try container.encode(pooled, forKey: .pooled)
        try container.encode(sources, forKey: .sources)
    }

    /// One JSON object, keys sorted, to be stored beside the catalog it was fitted for.
    public func json() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Only figures that are not finite could fail, and a map holds none.
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }

    /// - Throws: `invalid_skin_map` for anything `json()` did not write.
    public init(json: [UInt8]) throws(CatalogError) {
        do { self = try JSONDecoder().decode(Self.self, from: Data(json)) } catch {
            throw CatalogError(
                code: .invalidSkinMap,
                message: "the stored swatch-to-skin map cannot be read: import the catalog again to fit a new one")
        }
    }
}
