import Foundation

/// What one benchmark measured.
struct BenchmarkResult: Encodable {
    var benchmark: String
    var unit: String
    /// How many of `unit` one run does.
    var units: Int
    var runs: Int
    var minSeconds: Double
    var medianSeconds: Double
    var error: BenchmarkError?

    private enum CodingKeys: CodingKey {
        case benchmark, unit, units, runs, minSeconds, medianSeconds, minNsPerUnit, medianNsPerUnit, error
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(benchmark, forKey: .benchmark)
        try container.encode(unit, forKey: .unit)
        try container.encode(units, forKey: .units)
        try container.encode(runs, forKey: .runs)
        try container.encode(minSeconds, forKey: .minSeconds)
        try container.encode(medianSeconds, forKey: .medianSeconds)
        try container.encode(nanosecondsPerUnit(minSeconds), forKey: .minNsPerUnit)
        try container.encode(nanosecondsPerUnit(medianSeconds), forKey: .medianNsPerUnit)
        try container.encodeIfPresent(error, forKey: .error)
    }
}

extension BenchmarkResult {
    private func nanosecondsPerUnit(_ seconds: Double) -> Double { seconds / Double(units) * 1e9 }

    var jsonLine: String { get throws { try Output.json(self) } }

    static var heading: String {
        line("benchmark", "min a run", "median", "min a unit", "median", "unit", "runs", "error")
    }

    var textLine: String {
        let error = self.error.map { "\($0.what) \(String(format: "%.2g", $0.value)), to \($0.oracle)" }
        return Self.line(
            benchmark, Self.text(minSeconds), Self.text(medianSeconds), Self.text(minSeconds / Double(units)),
            Self.text(medianSeconds / Double(units)), unit, "\(runs)", error ?? "")
    }

    private static func line(_ columns: String...) -> String {
        let widths = [38, 11, 11, 11, 11, 8, 7]
        var line = ""
        for (index, column) in columns.enumerated() {
            let padding =
                index < widths.count ? String(repeating: " ", count: max(0, widths[index] - column.count)) : ""
            line += (1...4).contains(index) || index == 6 ? padding + column + "  " : column + padding + "  "
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Three digits and a unit.
    private static func text(_ seconds: Double) -> String {
        let (factor, unit) =
            switch seconds {
            case ..<1e-6: (1e9, "ns")
            case ..<1e-3: (1e6, "µs")
            case ..<1: (1e3, "ms")
            default: (1, "s")
            }
        let value = seconds * factor
        return String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value) + " " + unit
    }
}
