import ArgumentParser

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check, import and list shade catalogs.",
        subcommands: [CatalogCheck.self, CatalogImportCommand.self, CatalogList.self])
}
