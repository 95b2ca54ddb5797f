internal import Foundation
internal import Inputs

extension ServerSettings {
    /// One setting: what it is called, what it is without anybody saying, and how it is read.
    struct Setting: Sendable {
        let name: String
        let usual: String?
        /// What may be written, for complaints.
        let expected: String
        /// - Returns: Whether the text says it.
        let apply: @Sendable (String, inout ServerSettings) -> Bool
    }

    static let settings: [Setting] = [
        Setting(name: "host", usual: "127.0.0.1", expected: "an address, such as 127.0.0.1 or 0.0.0.0") {
            guard !$0.isEmpty, $0.allSatisfy({ $0.isLetter || $0.isNumber || ".:-".contains($0) }) else { return false }
            $1.options.host = $0
            return true
        },
        number("port", 8080, 0...65_535, \.port),
        number("workers", ServerOptions().workers, 1...256, \.workers),
        number("waitingPerWorker", ServerOptions().waitingPerWorker, 1...1000, \.waitingPerWorker),
        number("pictureMegabytes", ServerOptions().pictureBytes >> 20, 1...100, \.pictureMegabytes),
        number("feedMegabytes", ServerOptions().feedBytes >> 20, 1...1024, \.feedMegabytes),
        number("bodyRoomMegabytes", ServerOptions().bodyRoom >> 20, 16...65_536, \.bodyRoomMegabytes),
        number("connections", ServerOptions().connections, 16...65_536, \.connections),
        number("bodySeconds", ServerOptions().bodySeconds, 1...600, \.bodySeconds),
        number("learnMinutes", ServerOptions().learnMinutes, 0...10_080, \.learnMinutes),
        rate("keyRate", \.keyRate), rate("clientRate", \.clientRate, usual: "20"),
        flag("behindProxy", \.isBehindProxy), flag("privateProviders", \.allowsPrivateProviders),
        flag("privateWebhooks", \.allowsPrivateTargets),
        Setting(name: "jobRoot", usual: nil, expected: "the path of a folder that is there") {
            guard FileManager.default.isFolder($0) else { return false }
            $1.options.jobRoot = $0
            return true
        },
        Setting(name: "log", usual: "info", expected: "error, warning, info or debug") {
            guard ["error", "warning", "info", "debug"].contains($0) else { return false }
            $1.log = $0
            return true
        },
        Setting(name: "database", usual: nil, expected: "sqlite:FILE, postgres://… or memory") {
            // Also one that is refused: it is not missing.
            $1.database = $0
            return $0 == "memory" || ["sqlite:", "postgres://", "postgresql://"].contains(where: $0.hasPrefix)
        },
    ]

    private static func number(
        _ name: String, _ usual: Int, _ range: ClosedRange<Int>,
        _ path: any WritableKeyPath<ServerOptions, Int> & Sendable
    ) -> Setting {
        Setting(
            name: name, usual: "\(usual)", expected: "a whole number of \(range.lowerBound) to \(range.upperBound)"
        ) { text, settings in
            guard let value = Int(text), range.contains(value) else { return false }
            settings.options[keyPath: path] = value
            return true
        }
    }

    private static func flag(
        _ name: String, _ path: any WritableKeyPath<ServerOptions, Bool> & Sendable
    ) -> Setting {
        Setting(name: name, usual: "no", expected: "yes or no") { text, settings in
            // YAML reads `yes` as true.
            guard ["yes", "no", "true", "false"].contains(text) else { return false }
            settings.options[keyPath: path] = text == "yes" || text == "true"
            return true
        }
    }

    private static func rate(
        _ name: String, _ path: any WritableKeyPath<ServerOptions, Double> & Sendable, usual: String = "none"
    ) -> Setting {
        Setting(name: name, usual: usual, expected: "requests a second, 0.1 to 100000, or none") { text, settings in
            let value = text == "none" ? .infinity : Double(text) ?? .nan
            guard value == .infinity || (0.1...100_000).contains(value) else { return false }
            settings.options[keyPath: path] = value
            return true
        }
    }
}

extension ServerOptions {
    fileprivate var pictureMegabytes: Int {
        get { pictureBytes >> 20 }
        set { pictureBytes = newValue << 20 }
    }
    fileprivate var feedMegabytes: Int {
        get { feedBytes >> 20 }
        set { feedBytes = newValue << 20 }
    }
    fileprivate var bodyRoomMegabytes: Int {
        get { bodyRoom >> 20 }
        set { bodyRoom = newValue << 20 }
    }
}
