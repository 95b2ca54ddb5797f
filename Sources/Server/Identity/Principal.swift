internal import Stores

/// Who asks.
enum Principal: Sendable {
    /// A retailer's program.
    case key(APIKey, Tenant)
    /// A browser, for one consultation.
    case client(consultation: String, Tenant)

    var tenant: Tenant {
        switch self {
        case .key(_, let tenant), .client(_, let tenant): tenant
        }
    }
}
