import ColorScience

extension LightModel {
    /// The model that comes with the program.
    public static let standard: LightModel = {
        do { return try LightModel(text: PackageResources.light_model_txt, name: "light-model.txt") } catch {
            // The text is compiled in and a test reads it: no input can reach this.
            preconditionFailure("the built-in light model is broken: \(error)")
        }
    }()

    /// Reads a model as `Scripts/fit-light-model.py` writes it: a word and its numbers a line, `#` before comments.
    /// - Throws: `PolicyError` naming the line and what is wrong with it.
    public init(text: [UInt8], name: String) throws(PolicyError) {
        var values: [String: [Double]] = [:]
        var factors: [(name: LightFactor, factor: Factor)] = []
        var residual: [[Double]] = []
        for (number, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            var words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard let key = words.first, !key.hasPrefix("#") else { continue }
            words.removeFirst()
            func fault(_ what: String) -> PolicyError { PolicyError(message: "\(name): line \(number + 1): \(what)") }
            var factor: LightFactor?
            if key == "factor" {
                guard let first = words.first, let known = LightFactor(rawValue: first) else {
                    throw fault("there is no such factor")
                }
                factor = known
                words.removeFirst()
            }
            let numbers = words.compactMap(Double.init).filter(\.isFinite)
            guard numbers.count == words.count else { throw fault("numbers are needed") }
            if let factor {
                guard numbers.count == 21 else { throw fault("a factor has 21 numbers") }
                factors.append(
                    (
                        factor,
                        Factor(
                            offset: SIMD3(numbers[0], numbers[1], numbers[2]), byLight: Matrix3(numbers[3..<12]),
                            bySkin: Matrix3(numbers[12..<21]))
                    ))
            } else if key == "residual" {
                residual.append(numbers)
            } else {
                values[key] = numbers
            }
        }
        func vector(_ key: String, _ count: Int) throws(PolicyError) -> [Double] {
            guard let numbers = values[key], numbers.count == count else {
                throw PolicyError(message: "\(name): \(key) needs \(count) numbers")
            }
            return numbers
        }
        guard residual.count == 3 * factors.count + 6, residual.allSatisfy({ $0.count == residual.count }) else {
            throw PolicyError(message: "\(name): residual needs three rows and columns a factor, and six more")
        }
        let belief = try vector("belief", 3)
        func triple(_ key: String) throws(PolicyError) -> SIMD3<Double> {
            let numbers = try vector(key, 3)
            return SIMD3(numbers[0], numbers[1], numbers[2])
        }
        self.init(
            degrees: try vector("degrees", 1)[0], belief: (belief[0], belief[1], belief[2]), skin: try triple("skin"),
            light: try triple("light"), spread: Matrix3(try vector("spread", 9)[...]),
            flash: (try triple("flash"), Matrix3(try vector("flashspread", 9)[...])),
            reference: try triple("reference"), held: try triple("held"), factors: factors, residual: residual)
        guard degrees > 2, belief[0] > 2 else { throw PolicyError(message: "\(name): degrees must be above 2") }
        guard belief[1] > 0 else { throw PolicyError(message: "\(name): the belief's scale must be above 0") }
        guard (0...1).contains(belief[2]) else {
            throw PolicyError(message: "\(name): the belief's growth with darkness must lie in 0 to 1")
        }
    }
}

extension Matrix3 {
    /// Nine numbers, row by row.
    fileprivate init(_ numbers: ArraySlice<Double>) {
        let start = numbers.startIndex
        self.init(
            rows: (0..<3).map {
                SIMD3(numbers[start + 3 * $0], numbers[start + 3 * $0 + 1], numbers[start + 3 * $0 + 2])
            })
    }
}
