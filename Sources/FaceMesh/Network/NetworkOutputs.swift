/// What a run computed; valid only inside the closure that gets it.
struct NetworkOutputs {
    let floats: UnsafePointer<Float>
    let counts: [Int]

    subscript(output: Int) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(start: floats + counts[..<output].reduce(0, +), count: counts[output])
    }
}
