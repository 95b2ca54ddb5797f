import ShadeCatalog

/// Reads `x,y,z`: three decimal numbers, blanks around them or not.
func decimalTriple(_ text: some StringProtocol) -> SIMD3<Double>? {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { Array($0.utf8)[...].trimmed.decimalNumber }
    guard numbers.count == 3, let x = numbers[0], let y = numbers[1], let z = numbers[2] else { return nil }
    return SIMD3(x, y, z)
}

/// Reads `k/n`: two whole numbers, 1 ≤ k ≤ n ≤ `limit`.
func partAndCount(_ text: String, limit: Int) -> (part: Int, count: Int)? {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let part = numbers[0], let count = numbers[1], 1 <= part, part <= count, count <= limit
    else { return nil }
    return (part, count)
}
