"""What a careful Python programmer would write of the same parts: OpenCV decodes and converts, MediaPipe finds the face,
scikit-image computes colour differences. The steps are ours; each part is used as its makers mean it to be fast."""

import csv
import warnings
from pathlib import Path

import cv2
import numpy as np
import skimage.color

from networks import face_mesh, landmarks
from programs import ROOT

# Landmarks around the lower cheeks and the jaw, right and left, in MediaPipe's numbering.
AREAS = [[50, 187, 207, 212, 214, 192, 213, 147, 123], [280, 411, 427, 432, 434, 416, 433, 376, 352],
         [212, 214, 135, 169, 170, 211, 204], [432, 434, 364, 394, 395, 431, 424]]
LONG_SIDE = 1000
# As wide as one photo under unknown light leaves a belief.
SPREAD = np.array([4.0, 1.5, 2.5])


def nodes(count: int, seed: int) -> np.ndarray:
    """Standard normal draws in mirrored pairs."""
    half = np.random.default_rng(seed).standard_normal((count // 2, 3))
    return np.concatenate([half, -half])


class Pipeline:
    """From a photo's file to its five best foundations."""

    def __init__(self, catalog: Path = ROOT / "Catalog/sample.csv"):
        self.mesh = face_mesh()
        with open(catalog, newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["category"] == "foundation"]
        self.skus = [row["sku"] for row in rows]
        self.labs = np.array([[float(row[key]) for key in ("L", "a", "b")] for row in rows])
        self.expectation, self.spread = nodes(150, 1), nodes(2048, 2)

    def read(self, path: str) -> np.ndarray | None:
        """The skin's colour as seen: the median of lower cheeks and jaw; `None` without a face."""
        picture = self.decoded(path)
        points = landmarks(self.mesh, picture)
        if points is None:
            return None
        low = np.maximum(points.min(axis=0).astype(int), 0)
        high = np.minimum(points.max(axis=0).astype(int) + 1, picture.shape[1::-1])
        if (high <= low).any():
            return None
        face = np.ascontiguousarray(picture[low[1]:high[1], low[0]:high[0]])
        mask = np.zeros(face.shape[:2], np.uint8)
        for area in AREAS:
            cv2.fillPoly(mask, [np.int32(points[area] - low)], 255)
        lab = cv2.cvtColor(np.float32(face) / np.float32(255), cv2.COLOR_RGB2Lab)[mask > 0]
        if len(lab) < 16:
            return None
        # Shine and shade: the lightest and darkest tenths.
        dark, light = np.percentile(lab[:, 0], [10, 90])
        return np.median(lab[(lab[:, 0] >= dark) & (lab[:, 0] <= light)], axis=0)

    @staticmethod
    def decoded(path: str) -> np.ndarray:
        """RGB; a large JPEG is reduced while it is decoded, as ours is."""
        with open(path, "rb") as file:
            long_side = jpeg_long_side(file.read(1 << 16))
        flag = cv2.IMREAD_COLOR
        for factor, reduced in ((8, cv2.IMREAD_REDUCED_COLOR_8), (4, cv2.IMREAD_REDUCED_COLOR_4),
                                (2, cv2.IMREAD_REDUCED_COLOR_2)):
            if long_side >= factor * LONG_SIDE:
                flag = reduced
                break
        picture = cv2.imread(path, flag)
        scale = LONG_SIDE / max(picture.shape[:2])
        if scale < 1:
            picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)

    def match(self, skin: np.ndarray) -> list[tuple[str, float, float, float]]:
        """SKU, expected ΔE00, its 90 % quantile and the chance to be within 2, best first."""
        draws = skin + self.expectation * SPREAD
        expected = skimage.color.deltaE_ciede2000(self.labs[:, None], draws[None]).mean(axis=1)
        best = np.argsort(expected)[:5]
        far = skimage.color.deltaE_ciede2000(self.labs[best, None], (skin + self.spread * SPREAD)[None])
        return [(self.skus[i], float(expected[i]), float(np.quantile(row, 0.9)), float((row <= 2).mean()))
                for i, row in zip(best, far)]

    def run(self, path: str):
        skin = self.read(path)
        return None if skin is None else self.match(skin)


def jpeg_long_side(data: bytes) -> int:
    """From the frame header; 0 for what is not a JPEG."""
    place = 2
    while data[:2] == b"\xff\xd8" and place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2:place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return max(int.from_bytes(data[place + 5:place + 7], "big"),
                       int.from_bytes(data[place + 7:place + 9], "big"))
        place += 2 + length
    return 0


if __name__ == "__main__":
    import sys

    warnings.simplefilter("ignore")
    cv2.setNumThreads(1)
    pipeline = Pipeline()
    for argument in sys.argv[1:]:
        for place, match in enumerate(pipeline.run(argument) or [], 1):
            print(argument, place, *match)
