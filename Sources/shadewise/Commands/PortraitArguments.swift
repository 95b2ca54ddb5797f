import ArgumentParser
import Foundation
import Inputs
import Portraits
import Reports
import ShadeCatalog

/// `768x1024` or `768×1024`.
struct PictureSize: ExpressibleByArgument {
    var width: Int
    var height: Int
    var defaultValueDescription: String { "\(width)x\(height)" }

    /// A selfie's.
    static let standard = PictureSize(width: 768, height: 1_024)

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let sides = argument.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }.map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            PortraitRecipe.sides.contains(width), PortraitRecipe.sides.contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }
}

extension IlluminantGains {
    /// Reads `r,g,b`, each above 0 and at most 10.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        guard let gains = decimalTriple(text), gains.min() > 0, gains.max() <= 10 else {
            throw ValidationError("--cast takes r,g,b such as 1.1,1,0.85, each above 0 and at most 10")
        }
        self.init(red: gains.x, green: gains.y, blue: gains.z)
    }
}

extension Illuminant {
    /// Reads a published illuminant's name or a colour temperature: `FL2`, `3000K`.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        if let published = Illuminant(published: text) {
            self = published
        } else if text.uppercased().hasSuffix("K"), let kelvin = Array(text.utf8)[...].dropLast().decimalNumber,
            let light = Illuminant(kelvin: kelvin)
        {
            self = light
        } else {
            throw ValidationError("a light is one of \(Self.allowed)")
        }
    }

    /// All that `init(parsing:)` takes, in words.
    static var allowed: String {
        let names = published.map(\.name).joined(separator: ", ")
        return "\(names), or a colour temperature such as 3000K (\(kelvins.words(0)))"
    }
}

extension PortraitFold {
    /// Reads `2/5`: the second of five parts, counted from 1.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        guard let (part, count) = partAndCount(text, limit: Self.counts.upperBound),
            let fold = PortraitFold(index: part - 1, count: count)
        else {
            throw ValidationError("--fold takes k/n such as 2/5, n up to \(Self.counts.upperBound)")
        }
        self = fold
    }

    /// As `init(parsing:)` reads it.
    var text: String { "\(index + 1)/\(count)" }
}

extension ReferenceCard.Kind {
    /// Reads `white` or `grey`.
    /// - Throws: `ValidationError`, for the command line to tell.
    init(parsing text: String) throws {
        guard let kind = Self(rawValue: text) else {
            throw ValidationError(
                "--card takes " + Self.allCases.map(\.rawValue).joined(separator: " or "))
        }
        self = kind
    }
}
