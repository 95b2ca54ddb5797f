/// The networks' outputs are logits.
enum Logistic {
    /// Clipped as MediaPipe clips them, so that no figure overflows.
    static func probability(logit: Float) -> Float { 1 / (1 + exponential(-min(max(logit, -100), 100))) }
}
