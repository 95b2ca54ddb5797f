import ArgumentParser

/// Real photos to make portraits of.
struct StudioOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Relight real photos, JPEG or PNG, instead of drawing people.", valueName: "image"),
        completion: .file())
    var photo: [String] = []

    @Option(help: ArgumentHelp("Folder of the face networks.", visibility: .hidden))
    var models: String?

    var isEmpty: Bool { photo.isEmpty }

    /// What must not be written over.
    var inputs: FileRole { FileRole("--photo", paths: photo) }
}
