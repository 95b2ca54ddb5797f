/// Why a catalog could not be used: a stable code, what was wrong and where, and what to do about it.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The strings of the command line's and the API's contract.
    public enum Code: String, Sendable, CaseIterable {
        /// The file cannot be opened or is too large.
        case unreadableCatalog = "unreadable_catalog"
        /// The file was read, and holds something a catalog must not.
        case invalidCatalog = "invalid_catalog"
        /// No such category, none of it in the catalog, or one that cannot be matched against skin.
        case unknownCategory = "unknown_category"
        /// A row of measured colours cannot be used, or their file holds none.
        case invalidMeasurement = "invalid_measurement"
        /// No shade has the SKU, or none fits the words, asked for; also a brand without a shade of the category.
        case unknownSKU = "unknown_sku"
        /// Words that several shades of different colours fit.
        case ambiguousShade = "ambiguous_shade"
        /// No such column to map a feed's header to.
        case unknownColumn = "unknown_column"
        /// A stored swatch-to-skin map cannot be used.
        case invalidSkinMap = "invalid_skin_map"
        /// A file of shade words cannot be used.
        case invalidVocabulary = "invalid_vocabulary"
        /// The catalog does not hold the version asked for, or no longer.
        case unknownVersion = "unknown_version"
        /// The import would remove more shades than allowed.
        case tooManyRemovals = "too_many_removals"
    }

    /// For programs; it stays the same when the wording changes.
    public var code: Code
    /// Cause and remedy; for an invalid file, its first faults, each on a line with file, line and column.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// `code: message`, for logs and standard error.
    public var description: String { "\(code.rawValue): \(message)" }
}
