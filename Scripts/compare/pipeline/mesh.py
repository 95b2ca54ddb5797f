"""Detection and mesh by MediaPipe."""

import numpy as np
from mediapipe.python.solution_base import SolutionBase

# More than are of interest: a face that is left out cannot be counted.
_FACES = 8


class Mesh(SolutionBase):
    """MediaPipe's `FaceMesh` for single pictures, with the detector's scores, which `FaceMesh` keeps to itself."""

    def __init__(self, presence: float):
        """`presence`: how sure the mesh has to be."""
        super().__init__(
            binary_graph_path="mediapipe/modules/face_landmark/face_landmark_front_cpu.binarypb",
            side_inputs={"num_faces": _FACES, "with_attention": False, "use_prev_landmarks": False},
            calculator_params={
                "facedetectionshortrangecpu__facedetectionshortrange__facedetection__TensorsToDetectionsCalculator"
                ".min_score_thresh": 0.5,
                "facelandmarkcpu__ThresholdingCalculator.threshold": presence},
            outputs=["multi_face_landmarks", "face_detections"])

    def faces(self, picture: np.ndarray) -> list[tuple[float, np.ndarray]]:
        """Score and landmarks, 468 × (x, y, z) in pixels, of each face the mesh confirms."""
        found = self.process({"image": picture})
        height, width = picture.shape[:2]
        faces = []
        for mesh in found.multi_face_landmarks or []:
            points = np.array([(p.x, p.y, p.z) for p in mesh.landmark]) * (width, height, width)
            # Detections without a mesh are among them, too.
            place = box(points)
            score = max((overlap(frame(detection) * (width, height, width, height), place), detection.score[0])
                        for detection in found.face_detections)[1]
            faces.append((score, points))
        return faces


def frame(detection) -> np.ndarray:
    relative = detection.location_data.relative_bounding_box
    return np.array([relative.xmin, relative.ymin, relative.width, relative.height])


def box(points: np.ndarray) -> np.ndarray:
    """x, y, width, height."""
    low = points[:, :2].min(axis=0)
    return np.concatenate([low, points[:, :2].max(axis=0) - low])


def shared_area(a: np.ndarray, b: np.ndarray) -> float:
    size = np.minimum(a[:2] + a[2:], b[:2] + b[2:]) - np.maximum(a[:2], b[:2])
    return np.maximum(size, 0).prod()


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union."""
    shared = shared_area(a, b)
    return shared / (a[2:].prod() + b[2:].prod() - shared) if shared > 0 else 0.0


def share_place(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two meshes cannot both be right, by their boxes."""
    return overlap(a, b) > 0.15 or shared_area(a, b) > 0.5 * min(a[2:].prod(), b[2:].prod())
