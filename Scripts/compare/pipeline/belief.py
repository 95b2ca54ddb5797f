"""What is believed of the true skin colour after one photo, whose light is known as far as the photo tells."""

import numpy as np
import scipy.special
import skimage.color
from skimage.color.colorconv import xyz_from_rgb

from .light import Light

_RGB_TO_XYZ = xyz_from_rgb.T


def unit_points(count: int) -> np.ndarray:
    """Quasi-random points of the unit cube (Roberts 2018, R3)."""
    root = 1.2207440846057596
    return (0.5 + np.arange(1, count + 1)[:, None] / root ** np.arange(1, 4)) % 1


_DRAWS = scipy.special.ndtri(unit_points(1024))
_HALF_SQUARES = 0.5 * (_DRAWS**2).sum(axis=1)


class Typical:
    """Facial skin as it is most often found at each depth."""

    _TABLE = np.array([[28, 7, 8], [34, 9, 12], [40, 12, 16], [46, 13, 19], [52, 13, 20], [57, 13, 19], [62, 12, 18],
                       [66, 10, 17], [70, 9, 15]], float)
    # The ends go on with their slopes.
    _ENDS = (_TABLE[0] + 10 * (_TABLE[0] - _TABLE[1]), _TABLE[-1] + 20 * (_TABLE[-1] - _TABLE[-2]))
    _KNOTS = np.vstack([_ENDS[0], _TABLE, _ENDS[1]])

    @classmethod
    def at(cls, lightness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """a* and b*, at least 2."""
        return tuple(np.maximum(np.interp(lightness, cls._KNOTS[:, 0], cls._KNOTS[:, i]), 2) for i in (1, 2))


def log_prior(lab: np.ndarray) -> np.ndarray:
    a, b = Typical.at(lab[:, 0])
    outside = np.maximum(np.maximum(lab[:, 0] - 78, 25 - lab[:, 0]), 0) / 3
    return -0.5 * (((lab[:, 1] - a) / 1.9) ** 2 + ((lab[:, 2] - b) / 3.1) ** 2 + outside**2)


class Belief:
    """By importance sampling: three quarter-size rounds find where the belief lies, the fourth is kept."""

    def __init__(self, seen: np.ndarray, light: Light):
        """`seen`: ln(linear RGB) of the site."""
        self._skin, self._degrees = seen - light.mean, light.degrees
        self._precision = np.linalg.inv(light.scale)
        mean, covariance = self._skin, light.scale
        for _ in range(3):
            points, _, weights = self._draw(256, mean, covariance)
            mean = weights @ points
            centered = points - mean
            covariance = 0.02**2 * np.eye(3) + 1.3 * (weights * centered.T) @ centered
        _, self.labs, self.weights = self._draw(1024, mean, covariance)
        self.mean = self.weights @ self.labs
        centered = self.labs - self.mean
        self.covariance = (self.weights * centered.T) @ centered

    def _draw(self, count: int, mean: np.ndarray, covariance: np.ndarray):
        draws = _DRAWS[:count]
        points = mean + draws @ np.linalg.cholesky(covariance).T
        labs = skimage.color.xyz2lab(np.exp(points) @ _RGB_TO_XYZ)
        off = points - self._skin
        distance = np.einsum("ij,ij->i", off @ self._precision, off)
        density = log_prior(labs) - 0.5 * (self._degrees + 3) * np.log1p(distance / self._degrees)
        weights = density + _HALF_SQUARES[:count]
        weights = np.exp(weights - weights.max())
        return points, labs, weights / weights.sum()

    def radii(self) -> tuple[float, float]:
        """ΔE00 around the mean that hold half and nine tenths."""
        distances = skimage.color.deltaE_ciede2000(self.labs, self.mean[None])
        order = np.argsort(distances)
        held = np.cumsum(self.weights[order])
        return tuple(float(distances[order[min(np.searchsorted(held, share), 1023)]]) for share in (0.5, 0.9))

    def scales(self) -> dict:
        """ITA with its class, undertone, olive and Monk tone, with probabilities over the draws."""
        lightness, a, b = self.labs.T
        typical_a, typical_b = Typical.at(lightness)
        turn = np.arctan2(b, a) - np.arctan2(typical_b, typical_a)
        turn = (turn + np.pi) % (2 * np.pi) - np.pi
        hue = 2 * np.sqrt(np.hypot(a, b) * np.hypot(typical_a, typical_b)) * np.sin(turn / 2)
        undertone = {"warm": self._share(hue > 1.1), "cool": self._share(hue < -1.1)}
        undertone["neutral"] = 1 - undertone["warm"] - undertone["cool"]
        tones = 9 - np.searchsorted(_TONES, ita(self.labs))
        monk = np.bincount(tones, self.weights, minlength=10)
        own = float(ita(self.mean))
        return {
            "ita": round(own, 1), "itaClass": _CLASSES[int(np.searchsorted(_CLASS_BOUNDS, own))],
            "undertone": {"label": max(undertone, key=undertone.get), **rounded(undertone, 3)},
            "olive": round(self._share((a < typical_a - 2) & (b < typical_b + 2.5) & (hue > 0)), 3),
            "monk": {"tone": int(monk.argmax()) + 1, "probabilities": monk.round(4).tolist()},
        }

    def _share(self, holds: np.ndarray) -> float:
        return float(self.weights[holds].sum())


# Lower bounds of all but the deepest, deep to light.
_TONES = np.array([-48, -30, -10, 10, 19, 28, 41, 55, 65])
_CLASS_BOUNDS = np.array([-30, 10, 28, 41, 55])
_CLASSES = ["dark", "brown", "tan", "intermediate", "light", "very light"]


def ita(lab: np.ndarray) -> np.ndarray:
    """The individual typology angle, in degrees."""
    return np.degrees(np.arctan2(lab[..., 0] - 50, lab[..., 2]))


def rounded(figures: dict, digits: int) -> dict:
    return {key: round(float(value), digits) for key, value in figures.items()}
