/// What the keys of a feed's objects stand for, remembered from object to object.
struct KeyTable {
    struct Found {
        /// `nil` for a key that nothing is read from.
        var column: CatalogColumn?
        /// How far down the column's list of names the key is.
        var rank: Int
        /// Whether no object before had it.
        var isNew: Bool
        /// Whether this object had it before.
        var isRepeated: Bool
    }

    private struct Entry {
        var key: [UInt8]
        var column: CatalogColumn?
        var rank: Int
        var lastRow: Int
    }

    /// How many keys are remembered: no feed has as many, and strangers' keys must not fill the memory.
    private static var limit: Int { 1000 }

    private let names: KeyNames
    private var entries: [Entry] = []
    private var places: [[UInt8]: Int] = [:]
    /// Objects mostly hold their keys in one order.
    private var expected = 0
    private var row = 0
    /// By column: the rank of the key taken in this row, `Int.max` for none or an empty one.
    private var ranks: [Int]

    /// - Parameter firstLine: The feed's first object, whose keys are likely all there are.
    init(firstLine: ArraySlice<UInt8>, options: FeedOptions) {
        var scanner = JSONObjectScanner(line: firstLine)
        var keys: [String] = []
        do {
            try scanner.open()
            while let key = try scanner.nextKey(), keys.count < Self.limit {
                keys.append(ColumnNames.normalized(String(decoding: firstLine[key], as: UTF8.self)))
                _ = try scanner.value(isWanted: false)
            }
        } catch {
            // Told of when the line is read.
        }
        self.init(keys: keys, options: options)
    }

    /// - Parameter keys: Normalised names the feed is known to have.
    init(keys: [String], options: FeedOptions) {
        names = KeyNames(options: options, keys: keys)
        ranks = [Int](repeating: .max, count: CatalogColumn.allCases.count)
    }

    /// The columns of the keys met so far.
    var columns: Set<CatalogColumn> { Set(entries.compactMap(\.column)) }

    mutating func startRow() {
        row += 1
        expected = 0
        for index in ranks.indices { ranks[index] = .max }
    }

    mutating func find(_ key: ArraySlice<UInt8>) -> Found {
        if expected < entries.count, key.elementsEqual(entries[expected].key) { return visit(expected) }
        let bytes = Array(key)
        if let place = places[bytes] { return visit(place) }
        let column = names.column(String(decoding: bytes, as: UTF8.self))
        guard entries.count < Self.limit else {
            return Found(column: column?.column, rank: column?.rank ?? 0, isNew: false, isRepeated: false)
        }
        places[bytes] = entries.count
        entries.append(Entry(key: bytes, column: column?.column, rank: column?.rank ?? 0, lastRow: row))
        expected = entries.count
        return Found(column: column?.column, rank: column?.rank ?? 0, isNew: true, isRepeated: false)
    }

    private mutating func visit(_ place: Int) -> Found {
        expected = place + 1
        let entry = entries[place]
        entries[place].lastRow = row
        return Found(column: entry.column, rank: entry.rank, isNew: false, isRepeated: entry.lastRow == row)
    }

    /// Whether a value is to be used: of several keys for one column the most trusted that says something.
    mutating func take(_ found: Found, isEmpty: Bool) -> Bool {
        guard let column = found.column else { return false }
        if ranks[column.rawValue] <= found.rank { return false }
        if !isEmpty { ranks[column.rawValue] = found.rank }
        return true
    }
}
