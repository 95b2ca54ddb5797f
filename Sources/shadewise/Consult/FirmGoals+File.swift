import Consultation
import SkinTone

/// What a shop would like, from a file.
/// - Throws: `ExitCode(2)` after saying what is wrong with it.
func firmGoals(_ path: String) throws -> FirmGoals {
    do { return try FirmGoals(yaml: fileBytes(path)) } catch let error as PolicyError {
        throw misuse("\(path): \(error.message)")
    }
}
