import FaceMesh
import Imaging
import Testing

@testable import SkinTone

struct FaceFinderTests {
    private func face(
        x: Float, y: Float = 200, width: Float, score: Float = 0.9, presence: Float = 0.99
    ) -> FaceFinder.Face {
        let template = FaceLandmarks(points: FaceTemplate.vertices).box
        let landmarks = FaceLandmarks(
            points: FaceTemplate.vertices.map { ($0 - SIMD3(template.x, template.y, 0)) * (width / template.width) }
                .map { $0 + SIMD3(x, y, 0) }, presence: presence)
        return FaceFinder.Face(
            detection: FaceDetection(score: score, box: landmarks.box, keypoints: []), landmarks: landmarks)
    }

    @Test func sureFacesOfAThirdOfTheWidthAreRivals() {
        let foremost = face(x: 0, width: 120)
        let others = [
            face(x: 200, width: 41), face(x: 200, width: 39), face(x: 200, width: 110, presence: 0.91),
            face(x: 200, width: 110, presence: 0.89), face(x: 200, width: 110, presence: .nan),
        ]
        #expect(FaceFinder.rivals(of: foremost, among: others) == 2)
        #expect(FaceFinder.rivals(of: foremost, among: []) == 0)
    }

    @Test func theSurerOfTwoMeshesInOnePlaceStays() {
        let faces = [
            face(x: 0, width: 100, score: 0.7), face(x: 10, width: 100, score: 0.8),
            face(x: 300, width: 60, score: 0.6),
        ]
        #expect(FaceFinder.distinct(faces).map(\.detection.score) == [0.8, 0.6])
    }

    /// Touching faces seen as one large one: each of them, and what lies inside a surer face, is told apart from it.
    @Test func whatHoldsSurerFacesOrLiesInOneIsNone() {
        let block = face(x: 0, y: 0, width: 300, score: 0.55, presence: 0.6)
        let small = (0..<3).flatMap { row in
            (0..<3).map { face(x: 100 * Float($0), y: 120 * Float(row), width: 90, score: 0.8) }
        }
        #expect(FaceFinder.distinct([block] + small).allSatisfy { $0.detection.score == 0.8 })
        let whole = face(x: 100, y: 100, width: 180, score: 0.65)
        #expect(FaceFinder.distinct([face(x: 150, y: 150, width: 60, score: 0.6, presence: 0.8), whole]).count == 1)
        // A child before her mother; and a nose that is found surer than the face around it is not the subject.
        let child = face(x: 150, y: 150, width: 60, score: 0.7)
        #expect(FaceFinder.distinct([child, whole]).map(\.detection.score) == [0.65, 0.7])
    }

    @Test func theMostProminentComesFirst() {
        let faces = [face(x: 0, width: 60, score: 0.95), face(x: 300, width: 120, score: 0.9)]
        #expect(FaceFinder.distinct(faces).map(\.detection.score) == [0.9, 0.95])
        // Large, but hardly a face.
        let doubtful = [face(x: 0, width: 100, score: 0.95), face(x: 300, width: 110, score: 0.5)]
        #expect(FaceFinder.distinct(doubtful).map(\.detection.score) == [0.95, 0.5])
    }

    /// What is a quarter of a window wide lies whole in one of them, wherever it is.
    @Test(arguments: [(500, 250), (500, 125), (375, 250), (333, 125), (251, 250), (250, 250), (100, 125)])
    func windowsOverlapByAQuarter(length: Int, side: Int) {
        let starts = FaceFinder.windowStarts(length: length, side: side)
        #expect(starts.first == 0)
        #expect(starts.last == max(0, length - side))
        for (one, next) in zip(starts, starts.dropFirst()) { #expect((1...3 * side / 4 + 1).contains(next - one)) }
    }

    /// A damaged network's landmarks are kept from all arithmetic on whole pixels.
    @Test func landmarksThatNoFaceHasAreRefused() {
        let image = RGBImage(width: 400, height: 500)
        let sound = face(x: 100, width: 120).landmarks
        #expect(sound.mayLie(in: image))
        #expect(sound.mapped(scale: 1, offset: SIMD2(150, 0)).mayLie(in: image))
        for wrong in [
            sound.mapped(scale: .nan), sound.mapped(scale: .infinity), sound.mapped(scale: 1e30),
            sound.mapped(scale: 10), sound.mapped(scale: 1e-3), sound.mapped(scale: 1, offset: SIMD2(900, 0)),
            sound.mapped(scale: 1, offset: SIMD2(.nan, .nan)),
        ] { #expect(!wrong.mayLie(in: image)) }
    }
}
