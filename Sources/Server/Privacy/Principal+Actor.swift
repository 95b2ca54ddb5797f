internal import Stores

extension Principal {
    /// As the audit log names it.
    var actor: String {
        switch self {
        case .key(let key, _): "key:\(key.id)"
        case .client(let consultation, _): "client:\(consultation)"
        case .stylist(let stylist, _): stylist.actor
        }
    }
}

extension Service {
    /// A line of the audit log about what a request does.
    func audit(
        _ context: ServerContext, _ action: AuditEntry.Action, _ subject: String, _ detail: [String: String] = [:]
    ) -> StoreWrite {
        .audit(AuditEntry(at: clock(), actor: context.principal?.actor ?? "nobody", action, subject, detail))
    }
}

extension Stylist {
    /// As the audit log names her.
    var actor: String { "stylist:\(id)" }
}
