/// What a shade is for.
public enum ShadeCategory: String, CaseIterable, Sendable, Hashable {
    case foundation, concealer, tint, lip, blush, bronzer, contour, highlighter, eye, brow

    /// Whether the shade has to vanish into the skin: the categories matched by colour difference alone.
    public var isBase: Bool {
        switch self {
        case .foundation, .concealer, .tint: true
        case .lip, .blush, .bronzer, .contour, .highlighter, .eye, .brow: false
        }
    }
}

extension ShadeCategory {
    /// Reads a category as a person typed it, in either case.
    /// - Throws: `unknown_category`, with the categories there are.
    public init(parsing text: String) throws(CatalogError) {
        guard let category = Self(rawValue: text.lowercased()) else {
            throw CatalogError(
                code: .unknownCategory,
                message: "“\(text)” is no category: choose \(Self.list(Self.allCases))")
        }
        self = category
    }

    package static func list(_ categories: [Self]) -> String {
        categories.map(\.rawValue).joined(separator: ", ")
    }
}
