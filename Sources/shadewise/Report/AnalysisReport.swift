import ColorScience
import FaceMesh
import Imaging
import ShadeCatalog
import SkinTone

/// The contract's object for one image: an analysis, a match or an error.
struct AnalysisReport: Encodable {
    let schema = "shadewise/1"
    /// Names the photo in a batch; a single photo's path is enough.
    var id: String?
    var versions: Versions
    var image: Image
    var face: Face?
    var capture: Capture?
    var light: LightReport?
    var skin: Skin?
    var match: MatchReport?
    var timing: Timing?
    var error: Failure?

    struct Versions: Encodable, Sendable {
        var models: String?
        var catalog: String?
        var policy: String?
    }

    struct Image: Encodable {
        var path: String
        var width: Int?
        var height: Int?
        var format: String?
        var profile: String?
    }

    struct Face: Encodable {
        var score: Double
        var box: [Double]
        var pose: Pose

        struct Pose: Encodable {
            var yaw: Double
            var pitch: Double
            var roll: Double
        }
    }

    struct Capture: Encodable {
        var usable: Bool
        var issues: [Issue]

        struct Issue: Encodable {
            var code: String
            var severity: String
            var value: Double
            var limit: Double
            var advice: String
        }
    }

    struct Timing: Encodable {
        var decodeMs: Double
        var faceMs: Double
        var skinMs: Double
        var matchMs: Double
        var totalMs: Double
    }

    struct Failure: Encodable {
        var code: String
        var message: String
    }
}

extension AnalysisReport.Failure {
    init(_ error: CatalogError) { self.init(code: error.code.rawValue, message: error.message) }

    init(_ error: OutputError) { self.init(code: OutputError.code, message: error.message) }
}

extension AnalysisReport {
    /// A photo that was read.
    init(path: String, analysis: PhotoAnalysis, versions: Versions) {
        self.versions = versions
        image = Image(
            path: path, width: analysis.info.width, height: analysis.info.height,
            format: analysis.info.format.rawValue, profile: analysis.info.profile)
        let (box, pose) = (analysis.face.box, analysis.face.pose)
        face = Face(
            score: analysis.face.score.rounded(to: 3),
            box: [box.x, box.y, box.width, box.height].map { Double($0).rounded(to: 1) },
            pose: Face.Pose(
                yaw: pose.yaw.rounded(to: 1), pitch: pose.pitch.rounded(to: 1), roll: pose.roll.rounded(to: 1)))
        capture = Capture(
            usable: analysis.capture.isUsable,
            issues: analysis.capture.issues.map {
                Capture.Issue(
                    code: $0.code.rawValue, severity: $0.severity.rawValue, value: $0.value.rounded(to: 4),
                    limit: $0.limit, advice: $0.advice)
            })
        light = LightReport(analysis.light, info: analysis.info)
        skin = Skin(analysis)
    }

    /// A photo that was not.
    init(path: String, info: ImageInfo?, error: AnalysisError, versions: Versions) {
        self.versions = versions
        image = Image(
            path: path, width: info?.width, height: info?.height, format: info?.format.rawValue,
            profile: info?.profile)
        self.error = Failure(code: error.code.string, message: error.message)
    }
}

extension Duration {
    /// Milliseconds to a hundredth.
    var milliseconds: Double { (self / .milliseconds(1)).rounded(to: 2) }
}

extension Lab where White == D65 {
    /// Three numbers to a hundredth, as JSON shows them.
    var report: [Double] { [lightness.rounded(to: 2), a.rounded(to: 2), b.rounded(to: 2)] }
}
