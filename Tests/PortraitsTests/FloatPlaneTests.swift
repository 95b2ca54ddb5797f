import Testing

@testable import Portraits

struct FloatPlaneTests {
    @Test func outlinesAreFilled() {
        let square: [SIMD2<Float>] = [SIMD2(-3, 1), SIMD2(2, 1), SIMD2(2, 3), SIMD2(-3, 3)]
        let plane = FloatPlane(width: 4, height: 4, filling: [square, [SIMD2(3, 3), SIMD2(4, 3), SIMD2(4, 9)]])
        #expect(plane.values[4..<12] == [1, 1, 0, 0, 1, 1, 0, 0] && plane.values[..<4].allSatisfy { $0 == 0 })
    }

    @Test func cornersThatAreNoNumbersDoNoHarm() {
        let broken: [SIMD2<Float>] = [SIMD2(.nan, 0), SIMD2(.infinity, 3), SIMD2(-.infinity, 3), SIMD2(1, .nan)]
        #expect(FloatPlane(width: 4, height: 4, filling: [broken, []]).values.count == 16)
    }
}
