import Foundation
import Reports
import ShadeCatalog
import TestSupport
import Testing

@testable import Consultation

/// What customers are told beside the shades, in every language.
struct ConsultationWordingTests {
    private let catalog: ShadeCatalog

    init() throws {
        catalog = try ShadeCatalog.read(
            path: SharedData.root.appending(path: "Catalog/sample.csv").path(percentEncoded: false))
    }

    private func wording(_ language: String) -> ConsultationWording {
        ConsultationWording(language: language, book: .standard, catalog: catalog)
    }

    private func warnings(of sources: [Consultation.Source], _ language: String) -> [String] {
        let explanation = Explanation(
            contradictions: sources, counterfactuals: [], outOfRange: nil, passed: [], nothing: nil, withoutEffect: [])
        return wording(language).warnings(explanation)
    }

    /// Three at most, and how many more; what two sources are called alike is named once.
    @Test(arguments: [
        ("en", "This does not go with the rest: ", "These do not all go together", "your photo", "and 1 more"),
        ("de", "Das passt nicht zum Übrigen: ", "Diese Angaben passen nicht alle zusammen", "Ihr Foto", "und eine weitere"),
    ])
    func allThatContradictsIsNamed(language: String, one: String, several: String, photo: String, more: String) {
        let shades = catalog.shades.prefix(4)
        let names = shades.map { wording(language).texts("worn", ["shade": $0.fullName]) }
        let worn = shades.map { Consultation.Source.knownShade(sku: $0.sku) }
        let (none, twice) = (warnings(of: [], language), warnings(of: [.photo, .photo], language))
        #expect(none.isEmpty && twice.count == 1 && twice[0].hasPrefix(several) && twice[0].contains(photo + "."), "\(twice)")
        let alone = warnings(of: [.photo], language)
        #expect(alone.count == 1 && alone[0].hasPrefix(one + photo + "."), "\(alone)")
        let told = ": " + [photo, names[0], names[1]].joined(separator: "; ")
        let all = warnings(of: [.photo, worn[0], worn[1]], language)
        #expect(all.count == 1 && all[0].hasPrefix(several) && all[0].contains(told + "."), "\(all)")
        let four = warnings(of: [.photo, worn[0], worn[1], worn[2]], language)
        #expect(four.count == 1 && four[0].hasPrefix(several) && four[0].contains(told + "; \(more)."), "\(four)")
        let five = warnings(of: [.photo, worn[0], worn[1], worn[2], worn[3]], language)
        #expect(five.count == 1 && five[0].contains(told + "; ") && five[0].contains(" 2 "), "\(five)")
    }
}
