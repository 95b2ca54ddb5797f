import ColorKernels
import Testing

struct BoxBlurTests {
    @Test(arguments: [1, 2, 5, 40], [1, 8, 17])
    func boxBlurIsTheMeanOfTheWindow(radius: Int, width: Int) {
        let height = 11
        let plane = (0..<width * height).map { Float(($0 * 7919) % 101) }
        let blurred = boxBlurred(plane, width: width, height: height, radius: radius)
        for y in 0..<height {
            for x in 0..<width {
                var sum = Float(0)
                var count = Float(0)
                for v in max(0, y - radius)...min(height - 1, y + radius) {
                    for u in max(0, x - radius)...min(width - 1, x + radius) {
                        sum += plane[v * width + u]
                        count += 1
                    }
                }
                #expect(abs(blurred[y * width + x] - sum / count) < 1e-3)
            }
        }
    }
}
