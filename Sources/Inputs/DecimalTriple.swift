import ShadeCatalog

/// Reads `x,y,z`: three decimal numbers, blanks around them or not.
package func decimalTriple(_ text: some StringProtocol) -> SIMD3<Double>? {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { Array($0.utf8)[...].trimmed.decimalNumber }
    guard numbers.count == 3, let x = numbers[0], let y = numbers[1], let z = numbers[2] else { return nil }
    return SIMD3(x, y, z)
}
