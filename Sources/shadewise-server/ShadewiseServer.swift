import ArgumentParser

@main
struct ShadewiseServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadewise-server",
        abstract: "The HTTP service: selfies in, ranked and explained shades out.",
        discussion: """
            shadewise-server serve --demo
            shadewise-server tenant create --id shop --name "My shop" --database sqlite:shop.sqlite
            """,
        subcommands: [
            ServeCommand.self, TenantCommand.self, ImportCommand.self, AuditCommand.self, SweepCommand.self,
        ])
}
