package import Foundation

/// Where the program's data lies: the folder that holds `Assets` and `Catalog`.
package enum Installation {
    /// `SHADEWISE_HOME`, or the nearest folder above the executable or the working directory with the data in it.
    package static let home: URL? = {
        if let path = ProcessInfo.processInfo.environment["SHADEWISE_HOME"] { return URL(filePath: path) }
        let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let here = URL(filePath: FileManager.default.currentDirectoryPath)
        for start in [executable.deletingLastPathComponent(), here] {
            var folder = start
            while true {
                if FileManager.default.fileExists(
                    atPath: folder.appending(path: "Catalog/sample.csv").path(percentEncoded: false))
                {
                    return folder
                }
                let parent = folder.deletingLastPathComponent()
                if parent.path(percentEncoded: false) == folder.path(percentEncoded: false)
                    || folder.path(percentEncoded: false) == "/"
                {
                    break
                }
                folder = parent
            }
        }
        return nil
    }()

    package static var models: String { path(of: "Assets/models") }
    package static var sampleCatalog: String { path(of: "Catalog/sample.csv") }

    private static func path(of item: String) -> String {
        home?.appending(path: item).path(percentEncoded: false) ?? item
    }
}
