import Testing

@testable import ShadeCatalog

struct BrandSearchTests {
    private static let brands = [
        "L'Oréal", "Lancôme", "FENTY BEAUTY by Rihanna", "Fenty beauty by rihanna", "Milk", "Milk Makeup",
    ]

    @Test(arguments: [
        ("l'oréal", "l'oréal"), ("loreal", "l'oréal"), ("LANCOME", "lancôme"), ("fenty", "fenty beauty by rihanna"),
        ("Fenty Beauty", "fenty beauty by rihanna"), ("milk", "milk"), ("makeup", "milk makeup"),
    ])
    func findsWhatIsMeant(_ text: String, _ brand: String) throws {
        #expect(try BrandSearch.brand(named: text, among: Self.brands, of: "shade") == brand)
    }

    @Test(arguments: [
        ("lancone", "choose Lancôme"), ("beauti", "choose FENTY"), ("nobody", "FENTY BEAUTY by Rihanna, L'Oréal"),
    ])
    func namesThoseThatAreNear(_ text: String, _ told: String) {
        let error = #expect(throws: CatalogError.self) {
            try BrandSearch.brand(named: text, among: Self.brands, of: "shade")
        }
        #expect(error?.code == .unknownSKU && error?.message.contains(told) == true, "\(error?.message ?? "")")
    }

    @Test func ofSeveralNoneIsGuessed() {
        let error = #expect(throws: CatalogError.self) {
            try BrandSearch.brand(named: "nova", among: ["Nova Skin", "Casa Nova"], of: "lip")
        }
        #expect(error?.message == "no lip of “nova” in the catalog: choose Casa Nova, Nova Skin")
    }
}
