"""Which landmarks outline what, and the mean face, read from the Swift sources so that both sides mean the same."""

import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "Sources/FaceMesh"


def numbers(text: str, name: str) -> list[float]:
    """The figures of an array literal."""
    literal = re.search(rf"static let {name}: \[\w+\] = \[([^\]]*)\]", text).group(1)
    return [float(word) for word in literal.replace("\n", " ").split(",") if word.strip()]


_FIGURES = (SOURCES / "FaceTemplate+Figures.swift").read_text()
_RINGS = (SOURCES / "FaceTemplate.swift").read_text()

VERTICES = np.array(numbers(_FIGURES, "coordinates")).reshape(-1, 3)
_MIRROR = np.array(numbers(_FIGURES, "mirror"), int)
OUTER_LIPS, INNER_LIPS, RIGHT_EYE, LEFT_EYE, RIGHT_BROW, LEFT_BROW = (
    np.array(numbers(_RINGS, name), int)
    for name in ("outerLips", "innerLips", "rightEye", "leftEye", "rightBrow", "leftBrow"))


def _both_sides(*ring: int) -> list[np.ndarray]:
    return [np.array(ring), _MIRROR[list(ring)]]


_CHEEKS = _both_sides(116, 117, 118, 119, 100, 36, 205, 50, 123)

# In this order: where two overlap, the later one has the pixel.
REGIONS = {
    "forehead": [np.array([104, 69, 108, 151, 337, 299, 333, 334, 296, 336, 9, 107, 66, 105])],
    "rightCheek": _CHEEKS[:1],
    "leftCheek": _CHEEKS[1:],
    "noseBridge": [np.array([193, 122, 196, 3, 51, 5, 281, 248, 419, 351, 417, 168])],
    "chin": [np.array([182, 83, 18, 313, 406, 418, 262, 428, 199, 208, 32, 194])],
    "lowerCheek": _both_sides(123, 50, 205, 216, 212, 214, 192, 213, 147),
    "jaw": _both_sides(213, 192, 214, 210, 211, 170, 169, 135, 138, 215),
}
# What is no skin, and how much it is grown before it is left out.
HOLES = [(RIGHT_EYE, 1.5), (LEFT_EYE, 1.5), (RIGHT_BROW, 1.25), (LEFT_BROW, 1.25), (OUTER_LIPS, 1.12)]
