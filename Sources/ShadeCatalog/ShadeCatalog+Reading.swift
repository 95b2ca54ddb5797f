extension ShadeCatalog {
    /// Reads a feed that must be without errors; warnings are passed over.
    /// - Parameter name: What to call the feed in messages.
    /// - Throws: `invalid_catalog` with the first faults, each with line and column.
    /// - Complexity: O(*n*) in the number of bytes.
    public init(bytes: [UInt8], options: FeedOptions = .init(), name: String = "catalog") throws(CatalogError) {
        try self.init(CatalogReader.read(bytes: bytes, options: options), name: name)
    }

    /// Reads a file that must be without errors, in any of `FeedReader`'s formats.
    /// - Throws: `unreadable_catalog`, or `invalid_catalog` with the first faults, each with file, line and column.
    public static func read(path: String, options: FeedOptions = .init()) throws(CatalogError) -> ShadeCatalog {
        let reading = try CatalogReader.read(path: path, options: options)
        // Standard input is gone by now.
        let remedy =
            path == "-" || reading.shades.isEmpty
            ? nil : "`shadewise catalog import \(path) --into FILE.sqlite` takes the good rows"
        return try ShadeCatalog(reading, name: path, remedy: remedy)
    }

    private init(
        _ reading: (shades: [Shade], issues: [CatalogIssue]), name: String, remedy: String? = nil
    ) throws(CatalogError) {
        let errors = reading.issues.filter { $0.severity == .error }
        guard errors.isEmpty else {
            var lines = errors.prefix(10).map { $0.description(file: name) }
            if errors.count > lines.count {
                lines.append("… and \(errors.count - lines.count) more; `shadewise catalog check` lists all")
            }
            if let remedy { lines.append(remedy) }
            throw CatalogError(code: .invalidCatalog, message: lines.joined(separator: "\n"))
        }
        try self.init(shades: reading.shades)
    }
}
