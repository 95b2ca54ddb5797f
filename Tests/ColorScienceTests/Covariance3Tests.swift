import ColorScience
import Testing

struct Covariance3Tests {
    @Test(arguments: [
        Covariance3(ll: 9, la: 2, lb: -1, aa: 4, ab: 0.5, bb: 6.25), Covariance3(standardDeviations: 3, 1.5, 2.5),
        // Flat: a = 2L, b independent; and no spread at all.
        Covariance3(ll: 1, la: 2, lb: 0, aa: 4, ab: 0, bb: 1), .zero,
        // Flat with a pivot that rounds below zero.
        Covariance3(ll: 0.01, la: 0.03, lb: 0, aa: 0.09.nextDown, ab: 0, bb: 1),
    ])
    func choleskyFactorSquaresBack(_ covariance: Covariance3) {
        let l = covariance.cholesky
        let product = Covariance3(
            ll: l.ll * l.ll, la: l.al * l.ll, lb: l.bl * l.ll, aa: l.al * l.al + l.aa * l.aa,
            ab: l.bl * l.al + l.ba * l.aa, bb: l.bl * l.bl + l.ba * l.ba + l.bb * l.bb)
        #expect(largestDifference(product.rows.flatMap { $0 }, covariance.rows.flatMap { $0 }) < 1e-12)
    }

    @Test func knownFactor() {
        let l = Covariance3(ll: 4, la: 2, lb: 6, aa: 5, ab: 7, bb: 19).cholesky
        #expect(l == (2, 1, 2, 3, 2, 6.0.squareRoot()))
    }

    @Test func sumsAndRows() {
        let sum = Covariance3(standardDeviations: 1, 2, 3) + Covariance3(ll: 0, la: 1, lb: 2, aa: 0, ab: 3, bb: 0)
        #expect(sum.rows == [[1, 1, 2], [1, 4, 3], [2, 3, 9]])
    }
}
