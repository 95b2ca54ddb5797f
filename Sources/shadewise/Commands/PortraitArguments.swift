import ArgumentParser
import Portraits
import ShadeCatalog

/// `768x1024` or `768×1024`.
struct PictureSize: ExpressibleByArgument {
    var width: Int
    var height: Int
    var defaultValueDescription: String { "\(width)x\(height)" }

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(argument: String) {
        let sides = argument.split { $0 == "x" || $0 == "×" }.map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            PortraitRecipe.sides.contains(width), PortraitRecipe.sides.contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }
}

/// `r,g,b`, each above 0 and at most 10.
struct Gains: ExpressibleByArgument {
    var gains: IlluminantGains
    var defaultValueDescription: String { "1,1,1" }

    init(gains: IlluminantGains) { self.gains = gains }

    init?(argument: String) {
        let values = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { Array($0.utf8)[...].decimalNumber }
        guard values.count == 3, let red = values[0], let green = values[1], let blue = values[2],
            [red, green, blue].allSatisfy({ $0 > 0 && $0 <= 10 })
        else { return nil }
        self.init(gains: IlluminantGains(red: red, green: green, blue: blue))
    }
}

/// `FL2`, `D55` or `3000K`.
struct Light: ExpressibleByArgument {
    var illuminant: Illuminant

    init?(argument: String) {
        guard let illuminant = Illuminant(name: argument) else { return nil }
        self.illuminant = illuminant
    }
}

/// `2/5`: the second of five parts, counted from 1.
struct Fold: ExpressibleByArgument {
    var fold: PortraitFold
    var defaultValueDescription: String { "1/1" }

    init(fold: PortraitFold) { self.fold = fold }

    init?(argument: String) {
        let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let part = numbers[0], let count = numbers[1],
            let fold = PortraitFold(index: part - 1, count: count)
        else { return nil }
        self.init(fold: fold)
    }
}
