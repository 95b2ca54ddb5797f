#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The networks' outputs are logits.
enum Logistic {
    /// Clipped as MediaPipe clips them, so that no figure overflows.
    static func probability(logit: Float) -> Float { 1 / (1 + expf(-min(max(logit, -100), 100))) }
}
