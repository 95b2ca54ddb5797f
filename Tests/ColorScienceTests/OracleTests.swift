import ColorScience
import Foundation
import TestSupport
import Testing

/// Reference values of an independent implementation in double precision, row by row.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct OracleTests {
    @Test func conversionsAgreeOnEveryRow() throws {
        let rows = try SharedData.rows("oracles/srgb8-to-lab-d65.csv")
        #expect(rows.count > 3000)
        var worst = (xyz: 0.0, lab: 0.0, oklab: 0.0)
        for row in rows {
            let color = SRGB8(red: UInt8(row[0]), green: UInt8(row[1]), blue: UInt8(row[2]))
            let (xyz, lab, oklab) = (color.linear.xyz, color.lab, color.oklab)
            worst.xyz = max(worst.xyz, largestDifference([xyz.x, xyz.y, xyz.z], row[3...5]))
            worst.lab = max(worst.lab, largestDifference([lab.lightness, lab.a, lab.b], row[6...8]))
            worst.oklab = max(worst.oklab, largestDifference([oklab.lightness, oklab.a, oklab.b], row[9...11]))
        }
        #expect(worst.xyz <= 1e-6)
        #expect(worst.lab <= 1e-6)
        #expect(worst.oklab <= 1e-6)
    }

    @Test func differencesAgreeOnEveryRow() throws {
        let rows = try SharedData.rows("oracles/ciede2000.csv")
        #expect(rows.count > 8000)
        for row in rows {
            let (first, second) = (Lab<D65>(row[0], row[1], row[2]), Lab<D65>(row[3], row[4], row[5]))
            let error = abs(first.deltaE00(to: second) - row[6])
            if error > 1e-6 { Issue.record("\(row): off by \(error)") }
        }
    }

    @Test func differencesRoundToSharmasFigures() throws {
        let rows = try SharedData.rows("oracles/ciede2000-sharma2005.csv")
        #expect(rows.count == 34)
        for row in rows {
            let (first, second) = (Lab<D65>(row[0], row[1], row[2]), Lab<D65>(row[3], row[4], row[5]))
            #expect(abs(first.deltaE00(to: second) - row[6]) <= 0.5e-4 + 1e-9)
        }
    }
}

func largestDifference(_ values: [Double], _ expected: some Collection<Double>) -> Double {
    zip(values, expected).map { abs($0 - $1) }.max() ?? 0
}
