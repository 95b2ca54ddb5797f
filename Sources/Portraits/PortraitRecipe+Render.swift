import ColorScience
import FaceMesh
import Imaging

extension PortraitRecipe {
    /// Draws the selfie; values out of range are clamped first.
    /// - Complexity: O(`width` × `height`), plus the same for every portrait: light, hair and shape.
    public func render() -> Portrait {
        let recipe = clamped
        let scene = PortraitScene(recipe)
        let canvas = ScenePainter(scene, supersampling: recipe.supersampling).paint()
        let landmarks = scene.shape.landmarks.map { scene.pose.pixel(scene.pose($0)) }
        let center = landmarks.reduce(Vector3.zero, +) / Float(landmarks.count)
        return Portrait(
            image: Camera(recipe).picture(canvas),
            landmarks: FaceLandmarks(points: landmarks.map { Vector3($0.x, $0.y, $0.z - center.z) }),
            skin: scene.truth, recipe: recipe)
    }

    /// Samples per pixel and side: four a pixel for selfies up to 2 megapixels; large ones have pixels finer than any
    /// edge that matters.
    var supersampling: Int { width * height <= 2_000_000 ? 2 : 1 }
}
