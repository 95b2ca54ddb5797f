import Foundation

/// The process's memory.
enum HeldMemory {
    /// Keeps what was once allocated, so that first touches of fresh pages, which the system fills with zeros, do not
    /// count: whether a freed array's pages go back is a matter of luck, and doubles a kernel's time.
    ///
    /// `make compare` does the same to the peers. The program itself (CProcess) lets memory beyond 256 MB go again and
    /// grows by large pages, which would be an advantage that the peers do not have; here nothing goes back, and pages
    /// are the system's.
    static func keep() {
        // Looked up by name, because the Glibc module leaves <malloc.h> out.
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        let (trimThreshold, mmapThreshold): (Int32, Int32) = (-1, -3)
        _ = mallopt(mmapThreshold, 32 << 20)
        _ = mallopt(trimThreshold, .max)
    }
}
