/// A line and a column of a feed, both from 1.
struct FeedPlace: Sendable, Hashable {
    var line: Int
    var column: Int
}
