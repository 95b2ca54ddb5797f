import Reports

/// Why an output cannot be written, and what to do about it.
struct OutputError: Error {
    var message: String
    /// For programs, as other errors' codes.
    static let code = "unwritable_output"
    /// The contract's: 1 for what failed, 2 for misuse.
    var exitCode: Int32

    init(misuse message: String) {
        self.message = message
        exitCode = 2
    }

    init(failure message: String) {
        self.message = message
        exitCode = 1
    }
}

extension AnalysisReport.Failure {
    init(_ error: OutputError) { self.init(code: OutputError.code, message: error.message) }
}
