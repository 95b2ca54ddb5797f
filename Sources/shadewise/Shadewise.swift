import ArgumentParser

@main
struct Shadewise: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "shadewise")
}
