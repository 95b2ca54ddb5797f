/// What absorbs light in skin, 400 to 700 nm by 10.
enum Chromophores {
    /// Molar extinction of oxygenated haemoglobin, cm⁻¹/M.
    /// - Source: Prahl 1998, compiled from Gratzer and Kollias, omlc.org/spectra/hemoglobin.
    static let oxyhaemoglobin: Spectrum = [
        266232, 466840, 480360, 246072, 102580, 62816, 44480, 33209.2, 26629.2, 23684.4, 20932.8, 20035.2, 24202.4,
        39956.8, 53236, 43016, 32613.2, 44496, 50104, 14400.8, 3200, 1506, 942, 610, 442, 368, 319.6, 294, 277.6,
        276, 290,
    ]

    /// Molar extinction of haemoglobin without oxygen, cm⁻¹/M.
    /// - Source: as `oxyhaemoglobin`.
    static let deoxyhaemoglobin: Spectrum = [
        223296, 303956, 407560, 528600, 413280, 103292, 23388.8, 16156.4, 14550, 16684, 20862, 25773.6, 31589.6,
        39036.4, 46592, 53412, 53788, 45072, 37020, 28324.4, 14677.2, 9443.6, 6509.6, 5148.8, 4345.2, 3750.12,
        3226.56, 2795.12, 2407.92, 2051.96, 1794.28,
    ]

    /// Molar extinction of β-carotene in hexane, cm⁻¹/M, to two digits.
    /// - Source: Du et al. 1998, PhotochemCAD, as omlc.org gives it.
    static let carotene: Spectrum = [
        86000, 102000, 109000, 115000, 128000, 141000, 132000, 119000, 112000, 112000, 92000, 57000, 29000, 17000,
        8000, 4600, 2000, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]

    /// Inside a melanosome, cm⁻¹.
    /// - Source: Jacques 1998, "Skin optics": 6.6e11 λ^−3.33.
    static let melanosome = Spectrum { 6.6e11 * exponential(-3.33 * logarithm($0)) }

    /// Skin without blood and melanin, cm⁻¹.
    /// - Source: Saidi 1992, by Jacques 1998.
    static let bloodless = Spectrum { 0.244 + 85.3 * exponential(-($0 - 154) / 66.2) }

    /// Whole blood of 150 g/l haemoglobin, three quarters of it oxygenated, cm⁻¹.
    /// - Source: Jacques 1998; 64,500 g/mol as Prahl 1998.
    static let blood =
        (oxyhaemoglobin * 0.75 + deoxyhaemoglobin * 0.25) * (logarithmOf10 * 150 / 64_500)
}
