"""The face of a photo: the foremost of several, decoded again where it is small, and the head's pose."""

from dataclasses import dataclass

import numpy as np

from .mesh import Mesh, box, share_place
from .picture import WORKING_SIDE, Header
from .template import LEFT_BROW, LEFT_EYE, RIGHT_BROW, RIGHT_EYE, VERTICES

# Of the landmarks' box, in pixels: least width as sent, width below which the file is decoded again for more detail,
# and least width in the patch that skin is read from.
LEAST_WIDTH, FINE_WIDTH, PATCH_WIDTH = 56, 96, 120


class Unreadable(Exception):
    """A photo gave no reading; the argument is the code."""


@dataclass
class Face:
    picture: np.ndarray
    points: np.ndarray
    """468 × (x, y, z) in the picture's pixels."""
    reduction: int
    """Full-size pixels for one of the picture's."""
    origin: np.ndarray
    """Of the picture, in full-size pixels."""
    faces: int
    score: float
    """The detector's, 0...1."""
    whole: np.ndarray
    """The picture that the face was looked for in."""
    all: list[np.ndarray]
    """Landmarks of every face in it, in its pixels."""

    @property
    def full_size_box(self) -> np.ndarray:
        found = box(self.points) * self.reduction
        found[:2] += self.origin
        return found


class FaceFinder:
    def __init__(self):
        self.mesh = Mesh(0.5)
        # Looking in many places finds many doubtful faces: there the mesh has to be surer.
        self.window_mesh = None

    def find(self, header: Header) -> Face:
        picture, reduction = header.decoded(WORKING_SIDE)
        found = self._faces(picture, LEAST_WIDTH / reduction)
        if not found:
            raise Unreadable("no_face")
        score, points, faces, all = self._foremost(found)
        face = Face(picture, points, reduction, np.zeros(2), faces, score, picture, all)
        if face.full_size_box[2] < LEAST_WIDTH:
            raise Unreadable("face_too_small")
        if box(points)[2] < FINE_WIDTH and reduction > 1:
            face = self._closer(face, header)
        return face

    def _faces(self, picture: np.ndarray, readable: float) -> list[tuple[float, np.ndarray]]:
        """The whole picture, and where no face there is sure windows of half its side, else of a quarter. `readable`:
        least width that is of use.
        """
        whole = self.mesh.faces(picture)
        if whole and self._foremost(whole)[0] >= 0.7:
            return whole
        height, width = picture.shape[:2]
        for division in (2, 4):
            side = max(height, width) // division
            # What a window shows that one of twice the side did not is at most a fifth as wide as the window.
            if side < 48 or division > 2 and side / 5 < readable:
                break
            self.window_mesh = self.window_mesh or Mesh(0.995)
            found = []
            for top in starts(height, side):
                for left in starts(width, side):
                    window = np.ascontiguousarray(picture[top:top + side, left:left + side])
                    found += [(score, points + (left, top, 0)) for score, points in self.window_mesh.faces(window)]
            if whole or found:
                return whole + found
        return whole

    @staticmethod
    def _foremost(found: list[tuple[float, np.ndarray]]) -> tuple[float, np.ndarray, int, list[np.ndarray]]:
        """The most prominent face, how many of at least a third of its width there are, and all."""
        distinct = []
        for score, points in sorted(found, key=lambda face: -face[0]):
            place = box(points)
            if not any(share_place(place, other) for _, _, other in distinct):
                distinct.append((score, points, place))
        # A crest on a wall is not the subject for being large.
        score, points, place = max(distinct, key=lambda face: face[2][2:].prod() * face[0] ** 2)
        rivals = sum(other[2] >= place[2] / 3 for _, _, other in distinct)
        return score, points, rivals, [points for _, points, _ in distinct]

    def _closer(self, face: Face, header: Header) -> Face:
        """Decodes again, finer, and looks at the part around the face only."""
        x, y, width, height = face.full_size_box
        size = np.array([2 * width, 2.3 * height])
        finest = min(1, 1.4 * PATCH_WIDTH / width)
        picture, reduction = header.decoded(int(size.max() * finest), of=int(size.max()))
        if reduction >= face.reduction:
            return face
        low = np.maximum(np.array([x - 0.5 * width, y - 0.6 * height]) / reduction, 0).astype(int)
        high = low + (size / reduction).astype(int)
        part = picture[low[1]:high[1], low[0]:high[0]]
        # The landmarks stay: MediaPipe has no way to ask the mesh alone, and finding the face again would move it.
        points = face.points * (face.reduction / reduction) - (*low, 0)
        return Face(part, points, reduction, low * reduction, face.faces, face.score, face.whole, face.all)


def starts(length: int, side: int) -> list[int]:
    """Of windows three quarters of a side apart at most, the last one flush with the end."""
    if length <= side:
        return [0]
    steps = (4 * (length - side) + 3 * side - 1) // (3 * side)
    return [i * (length - side) // steps for i in range(steps + 1)]


# Bone counts, expression hardly: brows, eyelids and everything below the nose weigh a tenth.
_WEIGHTS = np.where(VERTICES[:, 1] > 0.3, 0.1, 1.0)
_WEIGHTS[np.concatenate([RIGHT_BROW, LEFT_BROW, RIGHT_EYE, LEFT_EYE])] = 0.1
_WEIGHTS /= _WEIGHTS.sum()
_TEMPLATE = (VERTICES - _WEIGHTS @ VERTICES) * _WEIGHTS[:, None]


def pose(points: np.ndarray) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees, of the rotation that lays the mean face best over the landmarks (Kabsch)."""
    left, _, right = np.linalg.svd(_TEMPLATE.T @ (points - _WEIGHTS @ points))
    flip = np.sign(np.linalg.det(left) * np.linalg.det(right))
    rotation = (right.T * (1, 1, flip)) @ left.T
    forward = -rotation[:, 2]
    angles = (np.arctan2(forward[0], -forward[2]), np.arctan2(-forward[1], np.hypot(forward[0], forward[2])),
              np.arctan2(rotation[1, 0], rotation[1, 1]))
    return tuple(np.degrees(angles))
