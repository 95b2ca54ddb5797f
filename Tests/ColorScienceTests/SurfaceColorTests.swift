import ColorScience
import Testing

struct SurfaceColorTests {
    @Test(arguments: [Lab<D65>(0, 0, 0), Lab(50, 0, 0), Lab(100, 0, 0), Lab(58, 36, 18), Lab(28.8, 14.2, -50.3)])
    func surfacesMayHaveIt(lab: Lab<D65>) {
        #expect(lab.isOfASurface() && lab.isOfASurface(brightening: 1.15))
    }

    /// Brightened paper.
    @Test func whatSendsBackMoreThanWhiteIsBrightened() {
        let paper = Lab<D65>(95, 3, -14)
        #expect(!paper.isOfASurface() && paper.isOfASurface(brightening: 1.15))
    }

    /// Brighter than white, seen by no cone, and no colour at all.
    @Test(arguments: [
        Lab<D65>(101, 0, 0), Lab(96, 60, 0), Lab(95, 0, -60), Lab(20, 0, 100), Lab(50, .nan, 0),
    ])
    func noSurfaceHasIt(lab: Lab<D65>) { #expect(!lab.isOfASurface()) }
}
