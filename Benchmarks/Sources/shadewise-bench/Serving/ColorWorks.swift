import ColorKernels
import ColorScience

/// sRGB bytes to Lab planes. Result: the planes L*, a*, b*, one after the other.
final class ConversionWork: Work {
    private let pixels: [UInt8]
    private var planes = LabPlanes(count: 0)

    /// `file`: interleaved RGB bytes.
    init(_ request: Request) throws { pixels = try NumberFile.bytes(request.file) }

    func run() {
        planes = LabPlanes(srgb8: pixels)
        keep(planes)
    }

    func result() -> WorkResult { WorkResult(numbers: planes.lightness + planes.a + planes.b) }
}

/// CIEDE2000 of every colour to every reference. Result: one row a reference.
final class DifferenceWork: Work {
    private let colors: LabPlanes
    private let references: LabPlanes
    private var distances: [Float] = []

    /// `file`: colours, `second`: references; each as planes L*, a*, b*.
    init(_ request: Request) throws {
        colors = try LabPlanes(planes: NumberFile.floats(request.file))
        references = try LabPlanes(planes: NumberFile.floats(request.second))
    }

    func run() {
        distances = colors.deltaE00(toEach: references)
        keep(distances)
    }

    func result() -> WorkResult { WorkResult(numbers: distances) }
}

extension LabPlanes {
    /// Three planes, one after the other.
    init(planes numbers: [Float]) throws {
        guard numbers.count % 3 == 0 else { throw MissingInput(description: "missing: three planes of equal length") }
        let count = numbers.count / 3
        self.init(count: count)
        lightness = Array(numbers[..<count])
        a = Array(numbers[count..<2 * count])
        b = Array(numbers[(2 * count)...])
    }
}
