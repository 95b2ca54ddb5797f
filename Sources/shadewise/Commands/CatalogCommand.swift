import ArgumentParser

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check and list shade catalogs.",
        subcommands: [CatalogCheck.self, CatalogList.self])
}
