/// Reads `k/n`: two whole numbers, 1 ≤ k ≤ n ≤ `limit`.
func partAndCount(_ text: String, limit: Int) -> (part: Int, count: Int)? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let part = numbers[0], let count = numbers[1], 1 <= part, part <= count, count <= limit
    else { return nil }
    return (part, count)
}
