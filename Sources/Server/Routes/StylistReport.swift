internal import Stores

/// A stylist, as her admin and she herself see her.
struct StylistReport: Encodable {
    let id: String
    let name: String
    let login: String
    let role: String
    let created: String
    let disabled: String?

    init(_ stylist: Stylist) {
        (id, name, login, role) = (stylist.id, stylist.name, stylist.login, stylist.role.rawValue)
        (created, disabled) = (stylist.created.timestamp, stylist.disabled.map(\.timestamp))
    }
}
