internal import Consultation
internal import Imaging
internal import Stores

/// Keeps photos of those who agreed to it, sealed.
struct ImageKeeper: Sendable {
    let vault: Vault
    /// Seconds since 1970.
    let clock: @Sendable () -> Double

    /// What a photo comes to: what to write, and what to tell.
    struct Kept: Sendable {
        var writes: [StoreWrite] = []
        var report: RetentionReport?
    }

    /// Seals a photo, where its customer agrees to its being kept. Whether she still does when it is written is for the
    /// caller to see to.
    ///
    /// Without a master key nothing is kept and the report says why: reading the photo does not depend on it.
    func sealed(
        _ bytes: [UInt8], _ format: ImageFormat, ofCase stored: StoredCase, days: Int
    ) async throws -> Kept {
        guard stored.consultation.consent.retainImage else { return Kept() }
        guard vault.isOpen else { return Kept(report: RetentionReport(Vault.unavailable)) }
        let (id, now) = (Store.newID("i"), clock())
        let image = StoredImage(
            id: id, consultation: stored.id, at: now, expires: now + 86_400 * Double(days),
            type: "image/\(format.rawValue)", bytes: bytes.count)
        let sealed: [UInt8]
        do { sealed = try await vault.seal(bytes, of: stored.tenant, "image", stored.id, id) } catch let error
            as StoreError where error.code == .misconfigured || error.code == .damaged
        {
            return Kept(report: RetentionReport(Vault.wrongKey))
        }
        return Kept(writes: [.image(image, sealed: sealed)], report: RetentionReport(image))
    }

    func opened(_ sealed: [UInt8], _ image: StoredImage, of tenant: String) async throws -> [UInt8] {
        try await vault.open(sealed, of: tenant, "image", image.consultation, image.id)
    }
}

/// Whether a photo was kept, and until when, or why not.
struct RetentionReport: Encodable, Sendable {
    let kept: Bool
    var image: String?
    var expires: String?
    var code: String?
    var detail: String?

    init(_ image: StoredImage) {
        (kept, self.image) = (true, image.id)
        expires = image.expires.timestamp
    }

    init(_ problem: Problem) { (kept, code, detail) = (false, problem.code, problem.detail) }
}
