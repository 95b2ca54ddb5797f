package import ColorScience
import FaceMesh
package import Imaging
package import ShadeCatalog
package import SkinTone

/// The contract's object for one image: an analysis, a match or an error.
package struct AnalysisReport: Encodable {
    package let schema = "shadewise/1"
    /// Names the photo in a batch; a single photo's path is enough.
    package var id: String?
    package var versions: Versions
    package var image: Image
    package var face: Face?
    package var capture: Capture?
    package var light: LightReport?
    package var skin: Skin?
    package var match: MatchReport?
    package var timing: Timing?
    package var error: Failure?

    package struct Versions: Encodable, Sendable {
        package var models: String?
        package var catalog: String?
        package var policy: String?

        package init(models: String?, catalog: String?, policy: String?) {
            (self.models, self.catalog, self.policy) = (models, catalog, policy)
        }
    }

    package struct Image: Encodable {
        /// `nil` where the photo has no name: over HTTP.
        package var path: String?
        package var width: Int?
        package var height: Int?
        package var format: String?
        package var profile: String?
    }

    package struct Face: Encodable {
        package var score: Double
        package var box: [Double]
        package var pose: Pose

        package struct Pose: Encodable {
            package var yaw: Double
            package var pitch: Double
            package var roll: Double

            package init(yaw: Double, pitch: Double, roll: Double) {
                (self.yaw, self.pitch, self.roll) = (yaw, pitch, roll)
            }
        }
    }

    package struct Capture: Encodable {
        package var usable: Bool
        package var issues: [Issue]

        package struct Issue: Encodable {
            package var code: String
            package var severity: String
            package var value: Double
            package var limit: Double
            package var advice: String
        }
    }

    package struct Timing: Encodable {
        package var decodeMs: Double
        package var faceMs: Double
        package var skinMs: Double
        package var matchMs: Double
        package var totalMs: Double

        package init(decode: Duration, face: Duration, skin: Duration, match: Duration, total: Duration) {
            decodeMs = decode.milliseconds
            faceMs = face.milliseconds
            skinMs = skin.milliseconds
            matchMs = match.milliseconds
            totalMs = total.milliseconds
        }
    }

    package struct Failure: Encodable {
        package var code: String
        package var message: String

        package init(code: String, message: String) { (self.code, self.message) = (code, message) }
    }
}

extension AnalysisReport.Failure {
    package init(_ error: CatalogError) { self.init(code: error.code.rawValue, message: error.message) }
}

extension AnalysisReport {
    /// A photo that was read.
    package init(path: String?, analysis: PhotoAnalysis, versions: Versions) {
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
    package init(path: String?, info: ImageInfo?, error: AnalysisError, versions: Versions) {
        self.init(path: path, failure: Failure(code: error.code.string, message: error.message), versions: versions)
        image = Image(
            path: path, width: info?.width, height: info?.height, format: info?.format.rawValue,
            profile: info?.profile)
    }

    /// What is no photo.
    package init(path: String?, failure: Failure, versions: Versions) {
        self.versions = versions
        image = Image(path: path)
        error = failure
    }
}

extension Duration {
    /// Milliseconds to a hundredth.
    fileprivate var milliseconds: Double { (self / .milliseconds(1)).rounded(to: 2) }
}

extension Lab where White == D65 {
    /// Three numbers to a hundredth, as JSON shows them.
    package var report: [Double] { [lightness.rounded(to: 2), a.rounded(to: 2), b.rounded(to: 2)] }
}
