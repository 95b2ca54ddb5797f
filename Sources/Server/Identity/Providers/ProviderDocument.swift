/// What an identity provider says of itself at `/.well-known/openid-configuration`.
///
/// - Source: OpenID Connect Discovery 1.0, 3.
struct ProviderDocument: Decodable, Sendable {
    let issuer: String
    let authorization: String
    let token: String
    let keys: String
    /// How clients prove themselves; absent for `client_secret_basic`.
    let proofs: [String]?
    /// Whether it says with each code whose it is (RFC 9207).
    let namesItself: Bool?

    enum CodingKeys: String, CodingKey {
        case issuer
        case authorization = "authorization_endpoint"
        case token = "token_endpoint"
        case keys = "jwks_uri"
        case proofs = "token_endpoint_auth_methods_supported"
        case namesItself = "authorization_response_iss_parameter_supported"
    }

    /// Whether the client's secret goes into the form instead of the header.
    var wantsSecretInForm: Bool {
        guard let proofs else { return false }
        return !proofs.contains("client_secret_basic") && proofs.contains("client_secret_post")
    }

    /// Where the document of an issuer lies.
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }
}
