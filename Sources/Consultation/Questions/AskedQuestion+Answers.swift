extension AskedQuestion {
    func place(of option: String) throws(ConsultationError) -> Int {
        if let place = options.firstIndex(where: { $0.id == option }) { return place }
        let known = options.map(\.id).joined(separator: ", ")
        throw ConsultationError(
            code: .unknownOption,
            message: "\(question) has no option \(option)"
                + (known.isEmpty ? ": it takes a \(takesPhoto ? "photo" : "shade")" : ": choose \(known)"))
    }

    /// The option whose amount is nearest, as a ratio; the one without where all are far lower. `nil` for what is no
    /// amount, and where none is asked for.
    func place(ofAmount amount: Double) -> Int? {
        guard currency != nil, Requirement.amounts.contains(amount) else { return nil }
        func ratio(_ option: Option) -> Double {
            guard let other = Double(option.id), other > 0 else { return 1.5 }
            return max(other / amount, amount / other)
        }
        return options.indices.min { ratio(options[$0]) < ratio(options[$1]) }
    }
}
