import ArgumentParser

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check, import, list and measure shade catalogs.",
        subcommands: [CatalogCheck.self, CatalogImportCommand.self, CatalogList.self, CatalogStats.self])
}
