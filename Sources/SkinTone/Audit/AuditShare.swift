/// How many of how many.
package struct AuditShare: Sendable, Hashable {
    package var count: Int
    package var total: Int

    package init(_ count: Int, of total: Int) { (self.count, self.total) = (count, total) }

    package init(_ outcomes: some Sequence<Bool>) {
        self.init(0, of: 0)
        for isSo in outcomes {
            total += 1
            if isSo { count += 1 }
        }
    }

    /// 0...1; `nil` of nothing.
    package var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

    /// One standard error, never 0: none or all of a few says little.
    /// - Source: Agresti and Coull 1998, two successes and two failures added.
    package var standardError: Double {
        let share = Double(count + 2) / Double(total + 4)
        return (share * (1 - share) / Double(total + 4)).squareRoot()
    }
}
