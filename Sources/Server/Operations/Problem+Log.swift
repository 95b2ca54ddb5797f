internal import Stores

extension Problem {
    /// What the log may say of an error: its type, for its words may quote what was sent.
    static func logged(_ error: any Error) -> String {
        if let error = error as? StoreError { return error.description }
        if let problem = error as? Problem { return problem.code }
        return "\(type(of: error))"
    }
}
