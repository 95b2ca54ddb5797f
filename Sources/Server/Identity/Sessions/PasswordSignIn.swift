internal import HTTPTypes
internal import Logging
internal import Stores

/// Signing in by password. What is wrong is not told, nor by how long it takes.
struct PasswordSignIn: Sendable {
    let store: Store
    let passwords: PasswordKeeper
    let throttle: SignInThrottle
    /// Seconds since 1970.
    let clock: @Sendable () -> Double

    struct Attempt: Sendable {
        let tenant: String
        let login: String
        let password: String
        /// From where.
        let address: String
        /// The token that the browser carries already.
        let old: String?

        fileprivate var names: [SignInThrottle.Name] {
            [.login(tenant: tenant, Stylist.folded(login)), .address(address)]
        }
    }

    /// - Throws: `sign_in_refused`, `sign_in_throttled`, `overloaded`.
    func begin(
        _ attempt: Attempt, logger: Logger
    ) async throws -> (stylist: Stylist, start: SessionStart) {
        let now = clock()
        try throttle.admit(attempt.names, at: now)
        let found: (stylist: Stylist, password: String?)?
        let verdict: PasswordKeeper.Verdict
        do {
            found = try await store.stylist(login: attempt.login, of: attempt.tenant)
            let kept = found?.stylist.disabled == nil ? found?.password : nil
            verdict = try await passwords.check(attempt.password, against: kept)
        } catch {
            throttle.forgive(attempt.names)
            throw error
        }
        guard verdict.isRight, let stylist = found?.stylist, let kept = found?.password else {
            if let stylist = found?.stylist { noteRefusal(of: stylist, attempt, at: now, logger) }
            throw Self.refused
        }
        throttle.forgive([attempt.names[1]])
        throttle.forget(attempt.names[0])
        let start = SessionStart(stylist, at: now, way: "password", inPlaceOf: attempt.old)
        let rehashed = verdict.rehashed.map { [StoreWrite.rehashed($0, ofStylist: stylist.id, from: kept)] } ?? []
        do {
            try await store.begin(
                start.session, hash: start.token.hash, proof: .password(hash: kept), along: rehashed + start.writes)
        } catch let error as StoreError where error.code == .conflict { throw Self.refused }
        return (stylist, start)
    }

    /// Afterwards, for time would tell that there is such a login. What was tried with no login of anybody's leaves no
    /// line: strangers could fill the log.
    private func noteRefusal(of stylist: Stylist, _ attempt: Attempt, at now: Double, _ logger: Logger) {
        let count = throttle.count(of: attempt.names[0])
        let entry = AuditEntry(at: now, actor: "nobody", .signInRefused, stylist.id, ["failures": String(count)])
        Task { [store] in
            do { try await store.write([.audit(entry)], of: stylist.tenant) } catch {
                logger.error("refusal not noted", metadata: ["error": .string(Problem.logged(error))])
            }
        }
    }

    static let refused = Problem(
        .unauthorized, "sign_in_refused",
        "Nobody signs in with that: check the shop, the login and the password, or ask the shop's admin.")
}
