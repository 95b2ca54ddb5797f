/// How long somebody stays signed in, in seconds.
///
/// - Source: NIST SP 800-63B (revision 3), 4.2.3: signing in anew at least every 12 hours, and after 30 minutes in which
///   nothing was done.
enum SessionLimits {
    static let idle = 1800.0
    static let whole = 43_200.0
    /// Use is written down no more often than that.
    static let noted = 60.0
}
