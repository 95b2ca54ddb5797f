"""Large areas of another pigment among the skin: even within, with an edge around, and no shine."""

import cv2
import numpy as np
import skimage.color
from skimage.color.colorconv import rgb_from_xyz

from .patch import Patch, middle
from .template import REGIONS

NAMES = list(REGIONS)
_CROSS = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.uint8)


def pigment_patches(patch: Patch, candidates: np.ndarray, smooth: np.ndarray, labels: np.ndarray, fewest: int,
                    skin: np.ndarray) -> list[dict]:
    """Areas of at least `fewest` pixels, largest first. `skin`: linear RGB around."""
    if len(candidates) < fewest:
        return []
    mask = np.zeros(labels.shape, np.uint8)
    mask.reshape(-1)[candidates] = 1
    is_smooth = np.zeros(labels.shape, bool)
    is_smooth.reshape(-1)[smooth] = True
    skin_pixels = np.count_nonzero(labels)
    count, areas, figures, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found = []
    for area in range(1, count):
        if figures[area, cv2.CC_STAT_AREA] < fewest:
            continue
        inside = areas == area
        colors = patch.colors(np.flatnonzero(inside))
        low, high = np.quantile(colors[:, 0], [0.1, 0.9])
        if high - low > 11 or not _has_edge(inside, is_smooth, labels):
            continue
        median = middle(colors)
        if _is_shine(skimage.color.lab2xyz(median) @ rgb_from_xyz.T, skin):
            continue
        region = np.bincount(labels[inside], minlength=len(NAMES) + 1)[1:].argmax()
        found.append({"lab": median.round(2).tolist(), "share": round(len(colors) / skin_pixels, 3),
                      "region": NAMES[region]})
    return sorted(found, key=lambda other: -other["share"])


def _has_edge(inside: np.ndarray, is_smooth: np.ndarray, labels: np.ndarray) -> bool:
    """Whether three quarters of the rim are an edge, as pigment has, and no fade, as light has."""
    touching = cv2.filter2D(inside.astype(np.uint8), -1, _CROSS, borderType=cv2.BORDER_CONSTANT)
    around = (labels > 0) & ~inside
    fades, edges = touching[around & is_smooth].sum(), touching[around & ~is_smooth].sum()
    return edges >= 0.75 * max(edges + fades, 1)


def _is_shine(color: np.ndarray, skin: np.ndarray) -> bool:
    """Shine adds the same to all channels."""
    red, _, blue = color - skin
    return bool(red > 0 and 0.5 <= blue / red <= 1.4 and color[1] < 2.7 * skin[1])
