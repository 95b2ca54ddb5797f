import ArgumentParser
import ColorScience

extension AuditCommand {
    func validate() throws {
        let ways = [generate, manifest != nil, undertones != nil].count { $0 }
        if ways == 0 { throw ValidationError("give --generate, or photos with known skin in a --manifest") }
        if ways > 1 { throw ValidationError("give --generate, --manifest or --undertones, not two of them") }
        if !generate, perGroup != nil || seed != nil || fold != nil || size != nil || !photos.isEmpty {
            throw ValidationError("--per-group, --seed, --fold, --size and --photo belong to --generate")
        }
        if !photos.isEmpty, size != nil { throw ValidationError("--size: relit photos keep their own; leave it out") }
        if undertones == nil, !map.isEmpty { throw ValidationError("--map belongs to --undertones") }
        if undertones != nil, catalog.path != nil || policy != nil || limits != nil || report != nil || tolerance != nil
        {
            throw ValidationError(
                "--undertones looks at a feed alone: of the other options it takes --map and --format")
        }
        let limit = PortraitSetWriter.limit / ToneGroup.all.count
        if let perGroup, !(1...limit).contains(perGroup) {
            throw ValidationError("--per-group must lie in 1...\(limit)")
        }
        try validateRanking(tolerance: tolerance)
    }
}
