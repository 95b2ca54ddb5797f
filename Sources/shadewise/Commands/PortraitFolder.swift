import ArgumentParser
import CatalogStore
import Foundation

/// The folder of a set of portraits.
struct PortraitFolder {
    private let folder: URL

    init(_ path: String) { folder = URL(filePath: path, directoryHint: .isDirectory) }

    var manifest: String { path("manifest.csv") }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    /// A portrait's file name, with as many digits as sort all of the set.
    /// - Parameter number: from 1.
    static func name(_ number: Int, of total: Int) -> String {
        let digits = String(number)
        let width = max(String(total).count, 5)
        return "portrait-" + String(repeating: "0", count: width - digits.count) + digits + ".jpg"
    }

    /// Whether a file is a set's portrait, or was to become one when the program was stopped.
    private static func isPortrait(_ name: String) -> Bool {
        name.wholeMatch(of: /portrait-[0-9]{5,}\.jpg(\.partial)?/) != nil
    }

    /// The portrait of this folder that has the same name as `output`, which may lie elsewhere.
    func portrait(as output: String) -> String? {
        let name = URL(filePath: ReplacedFile(output).path).lastPathComponent
        return Self.isPortrait(name) ? path(name) : nil
    }

    /// Looks whether a set may come here, and changes nothing.
    /// - Throws: `ExitCode`, after saying why not.
    func check(overwriting: Bool) throws {
        guard access(folder.path(percentEncoded: false), F_OK) == 0 else { return }
        _ = try set(overwriting: overwriting)
    }

    /// Makes the folder where there is none, and takes away what is there of another set: a manifest must not stand
    /// beside portraits that it does not tell of.
    /// - Throws: `ExitCode`, after saying why, also when a set is there that must not be overwritten.
    func prepare(overwriting: Bool) throws {
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw misuse("\(shown): the folder cannot be made; check that you may, and that nothing else has its name")
        }
        let old = try set(overwriting: overwriting)
        do { for file in old { try FileManager.default.removeItem(atPath: file) } } catch { throw stuck(error) }
    }

    /// The files of the set that is here, the manifest first: it goes first and comes last.
    /// - Throws: `ExitCode`, after saying why, also when there are some and they must not be overwritten.
    private func set(overwriting: Bool) throws -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        } catch { throw stuck(error) }
        let files: [String] = [manifest, ReplacedFile(manifest).partial]
        let manifests = files.filter { access($0, F_OK) == 0 }
        let old = manifests + names.filter(Self.isPortrait).map(path)
        guard overwriting || old.isEmpty else {
            throw misuse("\(shown) holds a set of portraits: --overwrite replaces it, or choose another --out")
        }
        return old
    }

    private func stuck(_ error: any Error) -> ExitCode {
        misuse("\(shown): the set in it cannot be replaced: \(error.localizedDescription)")
    }

    private var shown: String { Terminal.safe(folder.path(percentEncoded: false)) }
}
