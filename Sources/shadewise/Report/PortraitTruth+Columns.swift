import ColorScience
import Portraits
import Reports

extension PortraitTruth {
    /// The columns of a set's manifest. What a photo does not tell stays empty.
    static func columns(fold: PortraitFold, arePhotos: Bool) -> [CSVColumn<PortraitTruth>] {
        let photo: [CSVColumn<PortraitTruth>] = arePhotos ? [CSVColumn("photo") { $0.photo.map(CSVCell.text) }] : []
        return skin + capture + [
            CSVColumn("yaw") { .number($0.pose.yaw.rounded(to: 2)) },
            CSVColumn("pitch") { .number($0.pose.pitch.rounded(to: 2)) },
            CSVColumn("roll") { .number($0.pose.roll.rounded(to: 2)) },
            CSVColumn("worn") { ($0.worn?.joined(separator: " ")).map(CSVCell.text) },
            CSVColumn("backdrop") { $0.backdrop.map(CSVCell.text) },
            CSVColumn("reference") { $0.reference.map(CSVCell.text) },
            CSVColumn("fold") { _ in .text(fold.text) },
            CSVColumn("seed") { .text(String($0.seed)) },
        ] + photo
    }

    private static let skin: [CSVColumn<PortraitTruth>] = [
        CSVColumn("path") { $0.path.map(CSVCell.text) },
        CSVColumn("L") { .number($0.lab[0].rounded(to: 2)) },
        CSVColumn("a") { .number($0.lab[1].rounded(to: 2)) },
        CSVColumn("b") { .number($0.lab[2].rounded(to: 2)) },
        CSVColumn("ita") { truth in
            let lab = Lab<D65>(truth.lab[0], truth.lab[1], truth.lab[2])
            return .number(lab.individualTypologyAngle.degrees.rounded(to: 2))
        },
        CSVColumn("ita_class") { .text($0.itaClass) },
        CSVColumn("undertone") { .text($0.undertone) },
    ]

    private static let capture: [CSVColumn<PortraitTruth>] = [
        CSVColumn("light") { ($0.light?.key.name).map(CSVCell.text) },
        CSVColumn("light_kelvin") { ($0.light?.key.kelvin).map { .integer(Int($0)) } },
        CSVColumn("second_light") { ($0.light?.second?.name).map(CSVCell.text) },
        CSVColumn("second_strength") { ($0.light?.secondStrength).map(CSVCell.number) },
        CSVColumn("exposure") { .number($0.exposure.rounded(to: 4)) },
        CSVColumn("cast_left") { ($0.light?.castLeft).map(CSVCell.number) },
        CSVColumn("white_red") { ($0.light?.key.white[0]).map(CSVCell.number) },
        CSVColumn("white_green") { ($0.light?.key.white[1]).map(CSVCell.number) },
        CSVColumn("white_blue") { ($0.light?.key.white[2]).map(CSVCell.number) },
        CSVColumn("camera") { ($0.light?.camera).map(CSVCell.integer) },
        CSVColumn("quality") { ($0.light?.quality).map(CSVCell.integer) },
    ]
}
