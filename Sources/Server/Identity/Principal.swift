internal import Stores

/// Who asks.
enum Principal: Sendable {
    /// A retailer's program.
    case key(APIKey, Tenant)
    /// A browser, for one consultation.
    case client(consultation: String, Tenant)
    /// Somebody who has signed in.
    case stylist(Stylist, Tenant)

    var tenant: Tenant {
        switch self {
        case .key(_, let tenant), .client(_, let tenant), .stylist(_, let tenant): tenant
        }
    }
}
