import ArgumentParser

extension PortraitCommand {
    /// Refuses what a photo has settled already: the person, the pose, the size and where light comes from.
    func validatePhotos() throws {
        guard !photos.isEmpty else { return }
        let settled = [
            ("--seed", seed != nil), ("--size", size != nil), ("--yaw", yaw != nil), ("--pitch", pitch != nil),
            ("--roll", roll != nil), ("--face-height", faceHeight != nil), ("--second-light", secondLight != nil),
            ("--cast", cast != nil), ("--noise", noise != nil), ("--card", card != nil), ("--flash", flash),
        ]
        let given = settled.filter(\.1).map(\.0)
        guard given.isEmpty else {
            throw ValidationError(
                "--photo brings person, pose, size and one light; leave \(given.joined(separator: ", ")) out "
                    + "(--light, --camera, --cast-left and --exposure choose how it is taken)")
        }
        guard isSet || photos.photo.count == 1 else {
            throw ValidationError("several photos make a set: add --random SEED --count N, or give one --photo")
        }
    }
}
