import ArgumentParser
import Foundation

struct DrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Write a drawn selfie as phones save it: baseline JPEG, colour at half resolution, some noise.")

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the picture.", valueName: "file"))
    var out: String

    @Option(help: "Chooses the person.")
    var seed: UInt64 = 4

    @Option(help: "Of the picture, in pixels.")
    var width = 3_024

    func validate() throws {
        if !(96...3_072).contains(width) { throw ValidationError("--width must lie in 96...3072") }
    }

    func run() throws {
        let bytes = try DrawnPhoto.selfie(width: width, height: width * 4 / 3, seed: seed).phoneJPEG()
        try Data(bytes).write(to: URL(filePath: out), options: .atomic)
    }
}
