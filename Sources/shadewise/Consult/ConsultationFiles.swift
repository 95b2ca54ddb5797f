import Consultation
import SkinTone

/// Questions of a shop's own, from a file.
/// - Throws: `ExitCode(2)` after naming the place that is wrong.
func questionBook(_ path: String) throws -> QuestionBook {
    do { return try QuestionBook(yaml: fileBytes(path)) } catch let error as PolicyError {
        throw misuse("\(path): \(error.message)")
    }
}

/// What a shop would like, from a file.
/// - Throws: `ExitCode(2)` after saying what is wrong with it.
func firmGoals(_ path: String) throws -> FirmGoals {
    do { return try FirmGoals(yaml: fileBytes(path)) } catch let error as PolicyError {
        throw misuse("\(path): \(error.message)")
    }
}
