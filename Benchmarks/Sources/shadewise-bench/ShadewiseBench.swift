import ArgumentParser

@main
struct ShadewiseBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadewise-bench",
        abstract: "Measure Shadewise: kernels, networks, the way from a photo to its shades, and how all that grows.",
        subcommands: [RunCommand.self, ServeCommand.self, DrawCommand.self], defaultSubcommand: RunCommand.self)
}
