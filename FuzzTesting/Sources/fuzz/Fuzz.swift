import FuzzTargets

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// usage: fuzz TARGET [libFuzzer's options] [corpus folders]; TARGET is one of FuzzTarget's cases.
//
// libFuzzer finds these functions by their names.

nonisolated(unsafe) private var target = FuzzTarget.jpeg

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Takes the target's name out of the arguments.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " | ")
    guard let list = arguments.pointee, count.pointee > 1, let word = list[1],
        let chosen = FuzzTarget(rawValue: String(cString: word))
    else {
        print("usage: fuzz \(names) [-max_len=… -dict=…] [FOLDER…]")
        exit(2)
    }
    target = chosen
    // libFuzzer keeps the bytes of what aborts.
    signal(SIGVTALRM) { _ in abort() }
    // libFuzzer starts itself again with the same arguments for some of its options, so the name stays there as an
    // option it does not know, which it passes over.
    if let option = strdup("--target=\(chosen.rawValue)") { list[1] = option }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer's own limit goes by the clock on the wall, which on a busy machine tells nothing.
    var limit = itimerval()
    limit.it_value.tv_sec = 10
    // ITIMER_VIRTUAL, which is of another type on each system.
    setitimer(1, &limit, nil)
    let isKept = target.run([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
    return isKept ? 0 : -1
}

@_cdecl("LLVMFuzzerCustomMutator")
public func customMutator(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32
) -> Int {
    guard target == .png else { return mutate(bytes, count, capacity) }
    return PNGMutator.run(bytes, count: count, capacity: capacity, seed: Int(seed), mutate: mutate)
}

/// SwiftPM makes a program start at a function named after its target.
@_cdecl("fuzz_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var count = count
    var arguments: Arguments? = arguments
    return runDriver(&count, &arguments, testOneInput)
}
