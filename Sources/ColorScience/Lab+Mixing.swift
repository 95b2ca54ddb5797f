extension Lab where White == D65 {
    /// The colour of two paints mixed: absorption over scattering adds by share.
    /// - Parameter share: of the other, 0...1.
    /// - Source: Kubelka and Munk 1931, of thick films, channel by channel of linear sRGB.
    package func mixed(with other: Self, share: Double) -> Self {
        func channel(_ one: Double, _ other: Double) -> Double {
            func ratio(_ reflectance: Double) -> Double {
                let r = min(max(reflectance, 0.001), 0.999)
                return (1 - r) * (1 - r) / (2 * r)
            }
            let sum = (1 - share) * ratio(one) + share * ratio(other)
            return 1 + sum - (sum * sum + 2 * sum).squareRoot()
        }
        let (mine, theirs) = (xyz.linearSRGB, other.xyz.linearSRGB)
        return LinearSRGB(
            red: channel(mine.red, theirs.red), green: channel(mine.green, theirs.green),
            blue: channel(mine.blue, theirs.blue)
        ).xyz.lab
    }
}
