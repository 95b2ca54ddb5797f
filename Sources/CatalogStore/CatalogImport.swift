public import ShadeCatalog

/// What to do with a feed.
public struct CatalogImport: Sendable, Hashable {
    /// What the feed's rows do to the catalog's.
    public enum Mode: String, CaseIterable, Sendable, Hashable {
        /// Adds new shades and changes those that are there; the rest stays.
        case upsert
        /// The feed is the whole catalog: what it does not hold is removed.
        case replace
        /// Prices and stock of known shades change, nothing else.
        case pricesAndStock = "prices-and-stock"
        /// The feed's shades are removed.
        case delete

        /// What such a feed's rows have to hold.
        public var rows: FeedOptions.Rows {
            switch self {
            case .upsert, .replace: .shades
            case .pricesAndStock, .delete: .updates
            }
        }
    }

    /// Also decides what a row has to hold, see `Mode.rows`.
    public var mode: Mode
    /// The largest share of the live shades that one import may remove, 0...1: a feed cut short must not empty a shop.
    public var removalLimit: Double
    /// Takes the good rows of a feed that is damaged as a whole, too: cut short, or not in UTF-8.
    public var takesDamaged: Bool
    /// Reports what would change, and changes nothing.
    public var isTrial: Bool
    /// How many versions stay readable, the live one included; at least 1.
    public var versionsKept: Int
    /// Fit the swatch → skin map anew even where the catalog has one.
    public var refitsSkinMap: Bool

    public init(
        mode: Mode = .upsert, removalLimit: Double = 0.5, takesDamaged: Bool = false, isTrial: Bool = false,
        versionsKept: Int = 10, refitsSkinMap: Bool = false
    ) {
        self.mode = mode
        self.removalLimit = removalLimit
        self.takesDamaged = takesDamaged
        self.isTrial = isTrial
        self.versionsKept = versionsKept
        self.refitsSkinMap = refitsSkinMap
    }
}

/// One shade's difference between two versions of a catalog.
public struct CatalogChange: Sendable, Hashable {
    /// A shade whose SKU changes is removed and added.
    public enum Kind: String, Sendable, Hashable { case added, changed, removed }

    /// Decides which of the members below are filled in.
    public var kind: Kind
    /// Unique among the live shades, and so among a version's changes.
    public var sku: String
    /// What the label says, brand first, for people.
    public var label: String
    /// The names of the columns that changed; empty when added or removed.
    public var fields: [String]
    /// ΔE00 between the colours on skin before and after, where both are known and differ.
    public var deltaE00: Double?
}

/// What an import did, or would do.
public struct ImportReport: Sendable, Hashable {
    /// The version made; `nil` on a trial and when nothing changed.
    public var version: CatalogVersion?
    /// Live shades afterwards.
    public var shades = 0
    /// Shades that were not live before.
    public var added = 0
    /// Live shades of which anything differs now.
    public var changed = 0
    /// Of the changed ones, those whose price or stock alone changed.
    public var repriced = 0
    /// Of the changed ones, those whose colour on skin changed.
    public var recolored = 0
    /// Shades that are no longer live.
    public var removed = 0
    /// Shades of the feed that were live just so.
    public var unchanged = 0
    /// Rows that could not be used.
    public var refused = 0
    /// Things said about rows that are used all the same.
    public var warnings = 0
    /// What shows that the file is damaged as a whole.
    public var damage: CatalogIssue?
}
