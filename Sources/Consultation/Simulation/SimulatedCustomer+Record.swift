import ColorScience
import ShadeCatalog

extension SimulatedCustomer {
    /// A customer as a line of JSON tells her, for customers drawn by others.
    public struct Record: Codable, Sendable {
        /// L*, a*, b*.
        public var skin: [Double]
        /// By attribute's name, in log-odds of keeping a shade; 0 where nothing is said.
        public var taste: [String: Double]?
        /// What her photo says; nothing where there is none.
        public var photo: Photo?
        /// What that and another say together; nothing where she takes no other.
        public var photos: Photo?
        /// SKU of a shade that fits her and that she knows.
        public var knownShade: String?
        /// Log-odds of keeping shades, by SKU, in place of those that follow from skin and taste.
        public var utilities: [String: Double]?

        public struct Photo: Codable, Sendable {
            /// L*, a*, b*.
            public var lab: [Double]
            /// By rows: LL, La, Lb, aa, ab, bb.
            public var covariance: [Double]

            public init(lab: [Double], covariance: [Double]) { (self.lab, self.covariance) = (lab, covariance) }

            init(_ reading: LabGaussian) {
                let (mean, spread) = (reading.mean, reading.covariance)
                lab = [mean.lightness, mean.a, mean.b]
                covariance = spread.entries
            }
        }

        public init(
            skin: [Double], taste: [String: Double]? = nil, photo: Photo? = nil, photos: Photo? = nil,
            knownShade: String? = nil, utilities: [String: Double]? = nil
        ) {
            (self.skin, self.taste, self.photo, self.photos) = (skin, taste, photo, photos)
            (self.knownShade, self.utilities) = (knownShade, utilities)
        }
    }

    /// A taste for what the shades on offer do not differ in counts for nothing.
    /// - Throws: `ConsultationError` naming what is wrong with the record.
    public init(id: Int, _ record: Record, offer: Offer) throws(ConsultationError) {
        func wrong(_ what: String) -> ConsultationError { ConsultationError(code: .invalidEvent, message: what) }
        guard let skin = Lab<D65>(coordinates: record.skin), (0...100).contains(skin.lightness) else {
            throw wrong("skin must be [L*, a*, b*], L* in 0...100")
        }
        for name in record.taste?.keys.sorted() ?? [] where TasteAttribute(name: name) == nil {
            throw wrong("taste: \(name) is no attribute of a product")
        }
        let taste = offer.space.attributes.map { record.taste?[$0.name] ?? 0 }
        guard taste.allSatisfy({ abs($0) < 100 }) else { throw wrong("taste: a weight lies beyond ±100") }
        func reading(_ given: Record.Photo?) throws(ConsultationError) -> LabGaussian? {
            guard let given else { return nil }
            guard let mean = Lab<D65>(coordinates: given.lab), let spread = Covariance3(entries: given.covariance)
            else {
                throw wrong("photo needs lab [L*, a*, b*] and covariance [LL, La, Lb, aa, ab, bb], positive definite")
            }
            return LabGaussian(mean: mean, covariance: spread)
        }
        let (photo, photos) = (try reading(record.photo), try reading(record.photos))
        var known: Int?
        if let sku = record.knownShade {
            guard let place = offer.place(of: sku) else { throw wrong("knownShade: the catalog has no \(sku)") }
            known = place
        }
        var utilities = Self.utilities(skin: skin, taste: taste, offer)
        for (sku, utility) in (record.utilities ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let place = offer.place(of: sku) else { throw wrong("utilities: the catalog has no \(sku)") }
            guard utility.isFinite else { throw wrong("utilities: \(sku) has none") }
            utilities[place] = utility
        }
        self.init(
            id: id, skin: skin, taste: taste, photo: photo, photos: photos, knownShade: known,
            utilities: utilities)
    }

    /// As a record, with the utilities that do not follow from the rest.
    public func record(in offer: Offer) -> Record {
        var own: [String: Double] = [:]
        for (place, utility) in Self.utilities(skin: skin, taste: taste, offer).enumerated()
        where utility != utilities[place] {
            own[offer.shades[place].sku] = utilities[place]
        }
        return Record(
            skin: [skin.lightness, skin.a, skin.b],
            taste: Dictionary(uniqueKeysWithValues: zip(offer.space.attributes.map(\.name), taste)),
            photo: photo.map(Record.Photo.init), photos: photos.map(Record.Photo.init),
            knownShade: knownShade.map { offer.shades[$0].sku }, utilities: own.isEmpty ? nil : own)
    }
}

extension SimulatedCustomer.Record {
    enum CodingKeys: String, CodingKey, CaseIterable { case skin, taste, photo, photos, knownShade, utilities }

    /// - Throws: `ConsultationError` for a key that is none: misspelt, what it says would be lost.
    public init(from decoder: any Decoder) throws {
        try decoder.allowOnly(CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            skin: try container.decode([Double].self, forKey: .skin),
            taste: try container.decodeIfPresent([String: Double].self, forKey: .taste),
            photo: try container.decodeIfPresent(Photo.self, forKey: .photo),
            photos: try container.decodeIfPresent(Photo.self, forKey: .photos),
            knownShade: try container.decodeIfPresent(String.self, forKey: .knownShade),
            utilities: try container.decodeIfPresent([String: Double].self, forKey: .utilities))
    }
}

extension SimulatedCustomer.Record.Photo {
    enum CodingKeys: String, CodingKey, CaseIterable { case lab, covariance }

    /// - Throws: as the record.
    public init(from decoder: any Decoder) throws {
        try decoder.allowOnly(CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            lab: try container.decode([Double].self, forKey: .lab),
            covariance: try container.decode([Double].self, forKey: .covariance))
    }
}

extension Decoder {
    /// - Throws: `ConsultationError` naming the first of other keys, with its place.
    fileprivate func allowOnly(_ known: [String]) throws {
        guard let other = try unknownKeys(besides: known).first else { return }
        let place = (codingPath.map(\.stringValue) + [other]).joined(separator: ".")
        throw ConsultationError(
            code: .invalidEvent, message: "\(place) is not known; known here are \(known.joined(separator: ", "))")
    }
}
