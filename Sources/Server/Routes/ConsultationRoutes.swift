internal import ColorScience
internal import Consultation
internal import Hummingbird
internal import Imaging
internal import Reports
internal import ShadeCatalog
internal import SkinTone
internal import Stores

/// Beginning a consultation, its state, its consent, its photos and measurements.
struct ConsultationRoutes: Sendable {
    let service: Service

    var routes: [Route] {
        let path = "/v1/consultations/{id}"
        return [
            Route(.post, "/v1/consultations", .key(.consult), .json, begin),
            Route(.get, path, .keyOrClient(.consult, stylist: .stylist), .none, state),
            Route(.put, path + "/consent", .keyOrClient(.consult), .json, consent),
            Route(.post, path + "/selfies", .keyOrClient(.consult), .picture, before: admitSelfie, selfie),
            Route(.post, path + "/measurements", .key(.consult, stylist: .stylist), .json, measurement),
        ]
    }

    private struct Beginning: Decodable {
        var customer: String?
        var category: String?
        var locale: String?
        var market: String?
        var consent: GivenConsent?
        var consentVersion: String?
    }

    @Sendable private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        let tenant = try context.tenant
        let wanted = try await service.bodies.json(Beginning.self, of: request)
        // As lessons and orders name it, however it was spelt.
        let category = try ShadeCategory(parsing: wanted.category ?? "foundation").rawValue
        let language = wanted.locale.map { String($0.prefix { $0 != "-" && $0 != "_" }).lowercased() } ?? "en"
        for (limit, text) in Self.limits(of: wanted) { try limit.check(text) }
        let catalog = try await service.catalogs.catalog(of: tenant)
        _ = try await catalog.offer(category, on: service.pool)
        let (id, token, now) = (Store.newID("c"), Secret.new(Authenticator.clientPrefix), service.clock())
        let given = wanted.consent ?? GivenConsent()
        let consent = given.consent
        let began = ConsultationEvent(
            at: now,
            .began(category: category, language: language, market: wanted.market ?? "", consent: consent))
        let receipt = ConsentReceipt(
            id: Store.newID("r"), consultation: id, customer: wanted.customer, at: now, purposes: consent.names,
            version: wanted.consentVersion ?? "1", basis: given.basis)
        let policy = try context.policy()
        let expires = now + 60 * Double(policy.clientTokenMinutes)
        try await service.store.begin(
            id, customer: wanted.customer, of: tenant, with: [began], at: now,
            along: [
                .receipt(receipt), service.audit(context, .consentChanged, id, Self.detail(given)),
                .news(try News(.consultationBegun, at: now, consultation: id, CaseNews(consultation: id))),
                .clientToken(
                    ClientToken(tenant: tenant, consultation: id, expires: expires), hash: token.hash),
            ])
        var response = Response.json(
            Begun(
                id: id, clientToken: token.text,
                clientTokenExpires: expires.timestamp,
                category: category, locale: language, consent: consent), status: .created)
        response.headers[.location] = "/v1/consultations/\(id)"
        return response
    }

    private static func limits(of wanted: Beginning) -> [(TextLimit, String?)] {
        [
            (TextLimit("customer", 1...100), wanted.customer), (TextLimit("market", 0...50), wanted.market),
            (TextLimit("locale", 0...35), wanted.locale), (TextLimit("consentVersion", 1...50), wanted.consentVersion),
        ]
    }

    private struct Begun: Encodable {
        let id: String
        let clientToken: String
        let clientTokenExpires: String
        let category: String
        let locale: String
        let consent: Consent
    }

    @Sendable private func state(_ request: Request, _ context: ServerContext) async throws -> Response {
        .json(Self.report(try await service.cases.load(for: context)))
    }

    private static func report(_ stored: StoredCase) -> CaseReport {
        let consultation = stored.consultation
        return CaseReport(
            id: stored.id, customer: stored.customer, category: consultation.category, locale: consultation.language,
            market: consultation.market, consent: consultation.consent, version: stored.version,
            asked: consultation.timesAsked.values.reduce(0, +), openQuestion: consultation.open?.question,
            shown: consultation.shown, requirements: consultation.requirements.map(\.name).sorted())
    }

    private struct ConsentChange: Decodable {
        var consent: GivenConsent
        var version: String?
    }

    @Sendable private func consent(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let change = try await service.bodies.json(ConsentChange.self, of: request)
        try TextLimit("version", 1...50).check(change.version)
        let consent = change.consent.consent
        let (withdrawn, stored) = try await service.cases.changed(id, of: tenant) { stored in
            let receipt = ConsentReceipt(
                id: Store.newID("r"), consultation: id, customer: stored.customer, at: service.clock(),
                purposes: consent.names, version: change.version ?? "1", basis: change.consent.basis)
            // With effect at once: what she agrees to no more is gone with the same transaction.
            return .init(
                events: [.consented(consent)],
                along: [.receipt(receipt), service.audit(context, .consentChanged, id, Self.detail(change.consent))]
                    + (consent.retainImage ? [] : [.noImages(ofCase: id)]),
                answer: Self.isWithdrawn(by: consent, of: stored.consultation.consent))
        }
        if withdrawn {
            await service.forgetCases(of: tenant)
            await service.store.database.forgetErased()
        }
        return .json(Self.report(stored))
    }

    /// Whether something is to be forgotten.
    private static func isWithdrawn(by now: Consent, of before: Consent) -> Bool {
        before.analysis && !now.analysis || before.retainImage && !now.retainImage || before.learn && !now.learn
    }

    /// Of consent, for the audit log.
    private static func detail(_ given: GivenConsent) -> [String: String] {
        var detail = ["purposes": given.consent.names.joined(separator: " ")]
        detail["basis"] = given.basis?.rawValue
        return detail
    }

    /// Before a byte of the photo is read.
    @Sendable private func admitSelfie(_ request: Request, _ context: inout ServerContext) async throws {
        let stored = try await service.cases.load(context.parameter("id"), of: context.tenant)
        guard stored.consultation.consent.analysis else { throw ConsentHeader.required }
        try service.selfies.admit()
        context.stored = stored
    }

    @Sendable private func selfie(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        guard let stored = context.stored else { throw Problem.notFound }
        let versions = service.versions(catalog: nil)
        let selfie = try await service.selfies.picture(in: request, context)
        let read = try await service.selfies.read(selfie.bytes, at: selfie.place) { analysis in
            (
                report: AnalysisReport(path: nil, analysis: analysis, versions: versions),
                evidence: analysis.evidence,
                format: analysis.info.format, isUsable: analysis.capture.isUsable
            )
        }
        let seen = service.audit(context, .selfieAnalysed, id)
        // A photo that is not good enough tells her what to do better, and is neither believed nor kept.
        guard read.isUsable else {
            try await service.store.write([seen], of: tenant)
            return .json(SelfieReport(analysis: read.report, retained: nil), status: .created)
        }
        let (name, pool, place) = (Store.newID("p"), service.pool, selfie.place)
        let keeper = ImageKeeper(vault: service.vault, clock: service.clock)
        let kept = try await keeper.sealed(selfie.bytes, read.format, ofCase: stored, days: context.policy().imageDays)
        let view = service.assessments.view(of: tenant)
        let (retained, now) = try await service.cases.changed(id, of: tenant) { stored in
            // As she agrees now, not as when the photo set out.
            guard stored.consultation.consent.analysis else { throw ConsentHeader.required }
            let mayKeep = stored.consultation.consent.retainImage
            // The latest of many tell most of her as she is; a bound keeps a case's events small.
            let (before, along) = (stored.consultation.photosBelieved(), [seen] + (mayKeep ? kept.writes : []))
            // Sent again, it is read and kept, but says nothing new.
            guard !before.contains(read.evidence) else {
                return .init(along: along, answer: mayKeep ? kept.report : nil)
            }
            let photos = Array((before + [read.evidence]).suffix(8))
            let together = try await pool.run(at: place) { SkinBelief(together: photos)?.gaussian }
            guard let together else {
                throw StoreError(code: .damaged, message: "what was kept of a photo cannot be read")
            }
            return .init(
                events: [.photo(.init(id: name, gaussian: together, photos: photos))],
                along: along,
                answer: mayKeep ? kept.report : nil)
        }
        service.foresee(now, context, in: view)
        return .json(SelfieReport(analysis: read.report, retained: retained), status: .created)
    }

    private struct Measurement: Decodable {
        var lab: [Double]?
        /// Standard deviation of each coordinate of `lab`.
        var sd: Double?
        /// Of the shade that vanished on her skin at the counter.
        var sku: String?

        private enum CodingKeys: CodingKey { case lab, sd, sku }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // One of the two is there, and is something.
            lab = try container.contains(.lab) ? container.decode([Double].self, forKey: .lab) : nil
            sku = try container.contains(.sku) ? container.decode(String.self, forKey: .sku) : nil
            sd = try container.decodeIfPresent(Double.self, forKey: .sd)
        }
    }

    @Sendable private func measurement(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (tenant, id) = (try context.tenant, try context.parameter("id"))
        let measured = try await service.bodies.json(Measurement.self, of: request)
        let event: ConsultationEvent.What
        switch (measured.lab, measured.sku) {
        case (let lab?, nil):
            event = .measured(.init(id: Store.newID("m"), gaussian: try Self.gaussian(lab, sd: measured.sd ?? 0.7)))
        case (nil, let sku?): event = try await service.counterMatch(sku, of: tenant)
        default: throw Problem.invalid("Give one of `lab` and `sku`.")
        }
        let view = service.assessments.view(of: tenant)
        let stored = try await service.cases.changed(id, of: tenant) { _ in
            .init(events: [event], answer: ())
        }.stored
        service.foresee(stored, context, in: view)
        return .json(Self.report(stored), status: .created)
    }

    /// - Throws: `invalid_request` for what is no colour of skin.
    private static func gaussian(_ lab: [Double], sd: Double) throws(Problem) -> LabGaussian {
        guard lab.count == 3, (0...100).contains(lab[0]), abs(lab[1]) <= 128, abs(lab[2]) <= 128,
            (0...50).contains(sd)
        else { throw .invalid("`lab` is L*, a*, b* of 0...100 and ±128; `sd` lies in 0...50.") }
        // A skin measured exactly is still a little elsewhere tomorrow.
        let spread = Covariance3(standardDeviations: max(sd, 0.5), max(sd, 0.5), max(sd, 0.5))
        return LabGaussian(mean: Lab<D65>(lab[0], lab[1], lab[2]), covariance: spread)
    }
}
