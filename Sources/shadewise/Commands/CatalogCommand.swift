import ArgumentParser

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check, import, list, measure and compare shade catalogs.",
        subcommands: [
            CatalogCheck.self, CatalogImportCommand.self, CatalogList.self, CatalogStats.self, CatalogEquivalents.self,
            CatalogUndertones.self,
        ])
}
