import Foundation
import FuzzTargets

// usage: replay TARGET FILE|FOLDER…    runs each file once; the last one named is the one that broke a promise.

let arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.first, let target = FuzzTarget(rawValue: name), arguments.count > 1 else {
    print("usage: replay \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) FILE|FOLDER…")
    exit(2)
}
var count = 0
for path in arguments.dropFirst() {
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted().map { "\(path)/\($0)" }
    for file in inside ?? [path] {
        guard let data = FileManager.default.contents(atPath: file) else { continue }
        let start = ContinuousClock.now
        target.run([UInt8](data))
        let time = ContinuousClock.now - start
        if time > .seconds(1) { print("\(file): \(time)") }
        count += 1
    }
}
print("\(target.rawValue): \(count) files")
