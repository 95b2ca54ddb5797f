import ArgumentParser
import ColorScience

extension AuditCommand {
    func validate() throws {
        guard generate != (manifest != nil) else {
            throw ValidationError(
                generate
                    ? "give --generate or --manifest, not both"
                    : "give --generate, or photos with known skin in a --manifest")
        }
        if !generate, perGroup != nil || seed != nil || fold != nil || size != nil || !photos.isEmpty {
            throw ValidationError("--per-group, --seed, --fold, --size and --photo belong to --generate")
        }
        if !photos.isEmpty, size != nil { throw ValidationError("--size: relit photos keep their own; leave it out") }
        let limit = PortraitSetWriter.limit / ToneGroup.all.count
        if let perGroup, !(1...limit).contains(perGroup) {
            throw ValidationError("--per-group must lie in 1...\(limit)")
        }
        try validateRanking(tolerance: tolerance)
    }
}
