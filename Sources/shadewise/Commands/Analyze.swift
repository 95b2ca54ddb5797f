import ArgumentParser
import Foundation
import SkinTone

struct Analyze: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Read the skin in one or more selfies.",
        discussion: """
            Prints the skin's colour under daylight (CIELAB, D65), how far off it may be (ΔE00 radii that hold half and \
            nine tenths of the belief), undertone, olive, ITA and Monk tone, what each region of the face showed, and \
            what limits the photo.

            shadewise analyze selfie.jpg
            shadewise analyze --format json photos/*.jpg > readings.ndjson
            """)

    @Argument(help: ArgumentHelp("Photos, JPEG or PNG.", valueName: "image"), completion: .file())
    var images: [String]

    @OptionGroup var photo: PhotoOptions
    @OptionGroup var output: FormatOption

    func validate() throws { try photo.validate(images: images) }

    func run() throws {
        try PhotoRun(images: images, photo: photo, format: output.format).execute()
    }
}
