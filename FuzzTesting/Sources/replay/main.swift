import Foundation
import FuzzTargets

// usage: replay TARGET [--seconds N] FILE|FOLDER…    runs each file once; after N seconds of processor time it stops.

var arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.popFirst(), let target = FuzzTarget(rawValue: name), !arguments.isEmpty else {
    print("usage: replay \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [--seconds N] FILE|FOLDER…")
    exit(2)
}
var limit = Double.infinity
if arguments.first == "--seconds" {
    limit = arguments.dropFirst().first.flatMap(Double.init) ?? limit
    arguments = arguments.dropFirst(2)
}
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

let files = arguments.flatMap { path in
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted().map { "\(path)/\($0)" } ?? [path]
}
var count = 0
for file in files where processorSeconds() < limit {
    guard let data = FileManager.default.contents(atPath: file) else { continue }
    let start = processorSeconds()
    target.run([UInt8](data))
    let time = processorSeconds() - start
    if time > 1 { print("\(file): \(time) s") }
    count += 1
}
print("\(target.rawValue): \(count) of \(files.count) files, \(Int(processorSeconds())) s")
