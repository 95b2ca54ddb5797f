import ColorScience
import Foundation
import Portraits
import TestSupport
import Testing

@testable import TryOn

/// The try-on beside drawn faces whose product is known band by band: masks, colours, teeth.
@Suite(.enabled(if: FaceModels.arePresent, Comment(rawValue: FaceModels.skipReason)))
struct TryOnTruthTests {
    static let figures: [Result<TruthFigures, any Error>] = TruthCase.all.map { each in
        Result { try TruthFigures(each) }
    }

    @Test func figuresAreTold() throws {
        for result in Self.figures {
            switch result {
            case .failure(let error): print("truth: failed: \(error)")
            case .success(let f):
                let head = "truth: \(f.truthCase.depth.rawValue) \(f.truthCase.number)"
                func line(_ name: String, _ values: [WornProduct.Zone: Double]?) {
                    let words = WornProduct.Zone.allCases.map { zone in
                        "\(zone.rawValue) \(String(format: "%.3f", values?[zone] ?? .nan))"
                    }
                    print(head, name, words.joined(separator: " "))
                }
                line("IoU drawn", f.overlap[.drawn])
                line("IoU found", f.overlap[.found])
                line("moved", f.moved)
                for light in TruthCase.Light.allCases {
                    line("\(light) known", f.knownSkin[light])
                    line("\(light) believed", f.believedSkin[light])
                }
                print(head, "belief", f.belief, "teeth", f.teethChanged, "lips off", f.lipLandmarksOff)
            }
        }
    }
}
