"""The face with hair and neck at a working size, its colours, and shapes in it."""

import cv2
import numpy as np
import skimage.draw

from .face import PATCH_WIDTH, Face, Unreadable, box
from .picture import linear, reduced, to_srgb

_CODES = np.arange(256) / 255
LINEAR = linear(_CODES).astype(np.float32)


class Patch:
    def __init__(self, face: Face, profile: bytes | None):
        x, y, width, height = box(face.points)
        rows, columns = face.picture.shape[:2]
        left, right = np.clip([x - 0.35 * width, x + 1.35 * width], 0, columns).round().astype(int)
        top, bottom = np.clip([y - 0.45 * height, y + 1.55 * height], 0, rows).round().astype(int)
        if right - left < 8 or bottom - top < 8:
            raise Unreadable("landmarks_invalid")
        factor = max(1, int(width / PATCH_WIDTH))
        # Views and copies of a part cost little; the whole picture is never converted.
        self.pixels = to_srgb(np.ascontiguousarray(reduced(face.picture[top:bottom, left:right], factor)), profile)
        self.points = (face.points[:, :2] - (left, top)) / factor
        self.face_width = width / factor
        chroma = lab(self.pixels.reshape(-1, 3)[::3])[:, 1:]
        self.is_gray = 50 * np.count_nonzero(np.einsum("ij,ij->i", chroma, chroma) > 16) < len(chroma)

    @property
    def shape(self) -> tuple[int, int]:
        return self.pixels.shape[:2]

    def colors(self, places: np.ndarray) -> np.ndarray:
        """Lab of these places: most of the patch is never asked for."""
        return lab(self.pixels.reshape(-1, 3)[places])

    def brightest_hundredth(self) -> float:
        """Encoded green, 0...1, that one pixel in a hundred passes."""
        counts = np.bincount(self.pixels[..., 1].reshape(-1)[::3], minlength=256)
        above = np.cumsum(counts[::-1])
        return (255 - int(np.searchsorted(above, above[-1] // 100, side="right"))) / 255

    def ring(self, indices: np.ndarray, growth: float = 1) -> np.ndarray:
        """Landmarks' places, grown about their middle."""
        ring = self.points[indices]
        return ring if growth == 1 else (ring - (middle := ring.mean(axis=0))) * growth + middle

    def mask(self, *polygons: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.shape, np.uint8)
        fill(mask, polygons)
        return mask

    def places(self, *polygons: np.ndarray) -> np.ndarray:
        """Pixels whose centres lie inside, for shapes so small that `mask`, which takes the rim as well, tells another
        colour."""
        columns = self.shape[1]
        found = [skimage.draw.polygon(polygon[:, 1] - 0.5, polygon[:, 0] - 0.5, self.shape) for polygon in polygons]
        return np.unique(np.concatenate([rows * columns + across for rows, across in found]))


def fill(mask: np.ndarray, polygons, value: int = 1):
    # In sixteenths of a pixel; OpenCV's whole numbers are pixels' centres.
    cv2.fillPoly(mask, [np.rint(16 * polygon - 8).astype(np.int32) for polygon in polygons], value, shift=4)



def lab(pixels: np.ndarray) -> np.ndarray:
    """By a table to linear light: quicker than OpenCV's own way from sRGB, and fifteen times as exact."""
    return cv2.cvtColor(cv2.LUT(pixels.reshape(-1, 1, 3), LINEAR), cv2.COLOR_LRGB2Lab).reshape(-1, 3)


def middle(colors: np.ndarray) -> np.ndarray:
    """Medians; channel by channel, as they are quicker along memory."""
    return np.median(np.ascontiguousarray(colors.T), axis=1)
