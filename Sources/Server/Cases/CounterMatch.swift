internal import ColorScience
internal import Consultation
internal import HTTPTypes
internal import ShadeCatalog
internal import Stores

extension Service {
    /// What is said in a case when a person has found the shade that is right for her.
    /// - Throws: `unknown_sku`; `unknown_category` for a shade that tells nothing of skin; `no_catalog`.
    func counterMatch(_ sku: String, of tenant: String) async throws -> ConsultationEvent.What {
        guard let shade = try await catalogs.catalog(of: tenant).catalog.shade(sku: sku) else {
            throw Problem(.notFound, "unknown_sku", "The catalog has no such SKU.")
        }
        guard shade.tellsOfSkin else {
            throw Problem(
                .unprocessableContent, "unknown_category",
                "`sku` names a foundation, a concealer or a tint, no corrector: it tells where her skin is.")
        }
        let skin = shade.skinItFits
        return .advised(sku: shade.sku, skin: [skin.lightness, skin.a, skin.b], uncertainty: shade.labUncertainty)
    }
}
