public import SkinTone

extension QuestionBook {
    /// The questions that come with the program.
    public static let standard: QuestionBook = {
        do { return try QuestionBook(yaml: PackageResources.questions_yaml) } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in questions are broken: \(error)")
        }
    }()

    /// - Throws: `PolicyError` naming the place and what is wrong with it.
    public init(yaml: [UInt8]) throws(PolicyError) {
        let root = try PolicyNode(yaml: yaml)
        try root.allowOnly(["questions"])
        var questions: [Question] = []
        let list = try root.required("questions")
        for node in try list.elements() {
            let question = try Question(node)
            guard !questions.contains(where: { $0.id == question.id }) else {
                throw try node.required("id").wrong("is there twice")
            }
            questions.append(question)
        }
        guard !questions.isEmpty else { throw list.wrong("holds no question") }
        self.questions = questions
    }
}

extension Question {
    /// Options that may be true at once: there are two answers for one, four for two, 4,096 for twelve.
    private static let mostChoices = 12

    init(_ node: PolicyNode) throws(PolicyError) {
        try node.allowOnly([
            "id", "kind", "for", "cost", "noise", "answered", "repeats", "strength", "sensitive", "text", "why",
            "options",
        ])
        id = try node.required("id").string()
        let kindNode = try node.required("kind")
        guard let kind = Kind(rawValue: try kindNode.string()) else {
            throw kindNode.wrong("must be one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.kind = kind
        let place = try node.optional("for")
        guard let scope = Scope(rawValue: try place?.string() ?? Scope.everything.rawValue) else {
            throw try node.required("for").wrong(
                "must be one of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.scope = scope
        cost = try node.number("cost", in: 0...100)
        noise = try node.number("noise", in: 0...1)
        isCue = noise >= 0.2
        answered = try node.number("answered", in: 0...1, or: 1)
        let repeats = try node.number("repeats", in: 1...100, or: 1)
        guard repeats == repeats.rounded() else { throw try node.required("repeats").wrong("must be a whole number") }
        self.repeats = Int(repeats)
        strength = try node.number("strength", in: 0...10, or: 1)
        isSensitive = try node.flag("sensitive")
        text = try node.required("text").texts()
        why = try node.required("why").texts()
        var options: [Option] = []
        for child in try node.optional("options")?.elements() ?? [] {
            let option = try Option(child, isCritique: kind == .critique)
            guard !options.contains(where: { $0.id == option.id }) else {
                throw try child.required("id").wrong("is there twice")
            }
            options.append(option)
        }
        let needsOptions = [.choice, .choices, .critique].contains(kind)
        guard needsOptions ? options.count > 1 : options.isEmpty else {
            throw node.wrong(needsOptions ? "needs two options or more" : "takes no options")
        }
        guard kind != .choices || options.count <= Self.mostChoices else {
            throw node.wrong("takes \(Self.mostChoices) options at most")
        }
        guard !needsOptions || options.contains(where: \.saysSomething) else {
            throw node.wrong("has no option that says anything: bias, likes, warmth, lean, toward, near or requires")
        }
        self.options = options
    }
}

extension Question.Option {
    /// Whether anything is known of her who chooses it.
    fileprivate var saysSomething: Bool {
        bias != 0 || !likes.isEmpty || warmth != 0 || lean != .zero || toward != .zero || near != nil || requires != nil
    }

    /// - Parameter isCritique: whether the question is about a shade.
    fileprivate init(_ node: PolicyNode, isCritique: Bool) throws(PolicyError) {
        try node.allowOnly(["id", "text", "bias", "likes", "warmth", "lean", "toward", "near", "strength", "requires"])
        id = try node.required("id").string()
        text = try node.required("text").texts()
        bias = try node.number("bias", in: -10...10, or: 0)
        warmth = try node.number("warmth", in: -10...10, or: 0)
        lean = try node.optional("lean")?.triple() ?? .zero
        toward = try node.optional("toward")?.triple() ?? .zero
        for key in isCritique ? ["lean", "requires"] : ["toward"] {
            if let child = try node.optional(key) {
                throw child.wrong(isCritique ? "has no place in a critique" : "needs a shade in question: a critique")
            }
        }
        var likes: [TasteAttribute: Double] = [:]
        for (key, value) in try node.optional("likes")?.entries() ?? [] {
            guard let attribute = TasteAttribute(name: key) else { throw value.wrong("is no attribute of a product") }
            likes[attribute] = try value.number(in: -10...10)
        }
        self.likes = likes
        let strength = try node.number("strength", in: 0...10, or: 1)
        if let place = try node.optional("near") {
            if (try? place.string()) == "shade" {
                guard isCritique else { throw place.wrong("needs a shade in question: a critique") }
                near = .shade(strength: strength)
            } else {
                let lab = try place.triple()
                near = .lab(lightness: lab.x, a: lab.y, b: lab.z, strength: strength)
            }
        } else {
            near = nil
        }
        if let place = try node.optional("requires") {
            guard let requirement = Requirement(name: try place.string()) else {
                throw place.wrong("is no attribute that a product has or has not")
            }
            requires = requirement
        } else {
            requires = nil
        }
    }
}

extension PolicyNode {
    fileprivate func triple() throws(PolicyError) -> SIMD3<Double> {
        let nodes = try elements()
        guard nodes.count == 3 else { throw wrong("needs three numbers: L*, a*, b*") }
        let range = -128.0...128
        return SIMD3(
            try nodes[0].number(in: range), try nodes[1].number(in: range), try nodes[2].number(in: range))
    }

    fileprivate func flag(_ key: String) throws(PolicyError) -> Bool {
        guard let node = try optional(key) else { return false }
        switch try node.string() {
        case "true": return true
        case "false": return false
        default: throw node.wrong("must be true or false")
        }
    }

    /// Texts by language; English must be there.
    fileprivate func texts() throws(PolicyError) -> [String: String] {
        var texts: [String: String] = [:]
        for (language, node) in try entries() { texts[language] = try node.string() }
        guard texts["en"] != nil else { throw wrong("needs a text in English: en") }
        return texts
    }
}
