internal import Stores

/// A session that begins: its token is new, whatever the browser carried before.
struct SessionStart: Sendable {
    let session: StylistSession
    let token = Secret.new(SessionCookie.tokenPrefix)
    /// What is written with it.
    let writes: [StoreWrite]

    /// - Parameters:
    ///   - way: how she signed in, for the audit log.
    ///   - old: the token that the browser carried: its session ends.
    init(_ stylist: Stylist, at now: Double, way: String, inPlaceOf old: String?) {
        session = StylistSession(
            tenant: stylist.tenant, stylist: stylist.id, created: now, used: now, expires: now + SessionLimits.whole)
        let entry = AuditEntry(at: now, actor: stylist.actor, .signedIn, stylist.id, ["by": way])
        writes = (old.map { [.sessionEnd(hash: Secret(text: $0).hash)] } ?? []) + [.audit(entry)]
    }
}
