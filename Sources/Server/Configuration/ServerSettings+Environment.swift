extension ServerSettings {
    /// What the environment may name beside settings: secrets, where the program lies, and for which processor it was
    /// built.
    private static let others = Set(
        [
            "HOME", "MASTER_KEY", "MASTER_KEY_FILE", "MASTER_KEY_OLD", "MASTER_KEY_OLD_FILE", "OIDC_SECRET",
            "OIDC_SECRET_FILE", "CPU",
        ].map { "SHADEWISE_" + $0 })

    /// - Returns: Names alone, sorted: what they say may be secret.
    static func unknownVariables(in environment: [String: String]) -> [String] {
        let known = others.union(settings.map { variable(of: $0.name) })
        return environment.keys.filter { $0.hasPrefix("SHADEWISE_") && !known.contains($0) }.sorted()
    }
}

extension ServerOptions {
    /// Takes the master keys that the environment gives.
    /// - Returns: What is wrong with them, each with its variable.
    mutating func takeKeys(from environment: [String: String]) -> [String] {
        var faults: [String] = []
        do { masterKey = try MasterKey.inEnvironment(environment) } catch {
            faults.append("SHADEWISE_MASTER_KEY: \(error)")
        }
        do { formerMasterKey = try MasterKey.formerInEnvironment(environment) } catch {
            faults.append("SHADEWISE_MASTER_KEY_OLD: \(error)")
        }
        if faults.isEmpty, masterKey == nil, formerMasterKey != nil {
            faults.append("SHADEWISE_MASTER_KEY_OLD: it opens beside SHADEWISE_MASTER_KEY alone, which is not given")
        }
        return faults
    }
}
