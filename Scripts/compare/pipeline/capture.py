"""How good a photo is for reading skin."""

import cv2
import numpy as np

from .patch import Patch, lab
from .template import LEFT_BROW, LEFT_EYE, RIGHT_BROW, RIGHT_EYE


def edge_width(patch: Patch) -> float | None:
    """Of the sharpest edges around eyes and brows, as a share of the face's width: a step blurred by a Gaussian has its
    steepest slope at height / (σ·√2π). The pixels' own width is taken off."""
    outlines = [patch.ring(ring, 1.4) for ring in (RIGHT_EYE, LEFT_EYE, RIGHT_BROW, LEFT_BROW)]
    mask = patch.mask(*outlines)
    mask[[0, -1]] = 0
    mask[:, [0, -1]] = 0
    places = np.flatnonzero(mask)
    if len(places) == 0:
        return None
    left, top, width, height = cv2.boundingRect(mask)
    # A pixel more on every side, for the slopes at the rim.
    low_y, low_x = max(top - 1, 0), max(left - 1, 0)
    part = np.ascontiguousarray(patch.pixels[low_y:top + height + 1, low_x:left + width + 1])
    rows, columns = np.divmod(places, patch.shape[1])
    width, light = part.shape[1], np.ascontiguousarray(lab(part.reshape(-1, 3))[:, 0])
    places = (rows - low_y) * width + columns - low_x
    slopes = np.hypot(light[places + 1] - light[places - 1], light[places + width] - light[places - width]) / 2
    steep = np.quantile(slopes, 0.98)
    dark, bright = np.quantile(light[places], [0.05, 0.95])
    if steep <= 0 or bright - dark <= 2:
        return None
    sigma = (bright - dark) / steep / np.sqrt(2 * np.pi)
    return float(np.sqrt(max(sigma**2 - 0.75**2, 0)) / patch.face_width)


def measurements(patch: Patch, reading, seen, whites, strangeness: float, pose, faces: int, width: float) -> dict:
    """Each in the unit that the capture policy has for it."""
    brightest = _encoded(float(np.exp(seen.max())))
    dark = max(patch.brightest_hundredth(), 0 if whites is None else _encoded(float(whites[1])))
    right, left = reading.regions.get("rightCheek"), reading.regions.get("leftCheek")
    uneven = None
    if right and left:
        dim, bright = sorted((right.luminance, left.luminance))
        uneven = bright / max(dim, 1e-6) - 1
    values = {
        "face_width": width, "several_faces": faces, "pose_too_oblique": max(abs(pose[0]), abs(pose[1])),
        "lighting_dark": dark, "lighting_bright": brightest, "lighting_uneven": uneven,
        "clipped": reading.sampler.clipped_share, "color_cast": strangeness, "blurred": edge_width(patch)}
    return {key: None if value is None else round(float(value), 4) for key, value in values.items()}


def _encoded(linear: float) -> float:
    return min(12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055, 1)
