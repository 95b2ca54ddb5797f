"""What a photo tells of its light: the eyes' whites, the brightest surfaces around."""

from dataclasses import dataclass

import numpy as np

from .patch import LINEAR, Patch
from .picture import encoded, linear, to_srgb
from .template import LEFT_EYE, RIGHT_EYE, ROOT

# Half an 8-bit code.
DARKEST = 0.5 / 255 / 12.92
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_SAMPLES, _FEWEST = 150, 200
_RELIED = ("whites", "brightest")


_CONTRAST = 0.07
_MIDDLE = 0.46135612950044164
"""Middle grey of 18 %, encoded."""


def logarithms(linear: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(linear, DARKEST))


def scene_logarithms(seen: np.ndarray) -> np.ndarray:
    """Of linear light before the tone curve that cameras have on the average, taken back by Newton's method."""
    code = encoded(np.clip(seen, 0, 1))
    origin = code.copy()
    for _ in range(4):
        value = origin + 4 * _CONTRAST * (origin - _MIDDLE) * origin * (1 - origin)
        slope = 1 + 4 * _CONTRAST * (origin * (1 - origin) + (origin - _MIDDLE) * (1 - 2 * origin))
        origin -= (value - code) / slope
    return logarithms(linear(origin))


def whites(patch: Patch) -> np.ndarray | None:
    """Mean linear light of the eyes' brighter part, but for the lamps it mirrors."""
    places = patch.places(patch.ring(RIGHT_EYE), patch.ring(LEFT_EYE))
    if len(places) < 16:
        return None
    light = LINEAR[patch.pixels.reshape(-1, 3)[places]]
    luminance = light @ _LUMINANCE
    low, high = np.quantile(luminance, [0.85, 0.97])
    return light[(luminance >= low) & (luminance <= high)].mean(axis=0)


def lid_shade(patch: Patch) -> float:
    """ln of the light that the whites of narrow or small eyes lose."""
    def distance(a, b):
        return np.hypot(*(patch.points[b, :2] - patch.points[a, :2]))
    height = (distance(159, 145) + distance(386, 374)) / 2
    width = (distance(33, 133) + distance(263, 362)) / 2
    if width <= 0:
        return 0
    return 3 * (0.33 - np.clip(height / width, 0.2, 0.33)) + 0.3 * np.log(16 / np.clip(height, 4, 16))


def brightest(picture: np.ndarray, faces: list[np.ndarray], profile: bytes | None) -> np.ndarray | None:
    """Tenth-power mean of linear light, channel by channel, of all but heads and necks."""
    height, width = picture.shape[:2]
    step = max(1, min(width, height) // _SAMPLES)
    samples = np.ascontiguousarray(picture[step // 2::step, step // 2::step])
    rows, columns = np.mgrid[step // 2:height:step, step // 2:width:step] + 0.5
    around = np.ones(samples.shape[:2], bool)
    for points in faces:
        top, chin = points[10, :2], points[152, :2]
        down = (chin - top) / max(((chin - top) ** 2).sum(), 1)
        x, y = columns - chin[0], rows - chin[1]
        right, below = x * down[1] - y * down[0], x * down[0] + y * down[1]
        head = (right / 0.5) ** 2 + ((below + 0.5) / 0.6) ** 2 < 1
        around &= ~(head | ((np.abs(right) < 0.45) & (below > -0.2) & (below < 0.5)))
    if np.count_nonzero(around) < _FEWEST:
        return None
    return (LINEAR[to_srgb(samples, profile)[around]].astype(np.float64) ** 10).mean(axis=0) ** 0.1


@dataclass
class Light:
    """A multivariate t distribution of what light and exposure add to ln(linear RGB)."""
    mean: np.ndarray
    scale: np.ndarray
    degrees: float


class Model:
    def __init__(self):
        values, residual, self._factors = {}, [], []
        for line in (ROOT / "Sources/SkinTone/Resources/light-model.txt").read_text().splitlines():
            word, *rest = line.split()
            if word == "factor":
                self._factors.append((rest[0], np.array(rest[1:], float)))
            elif word == "residual":
                residual.append(np.array(rest, float))
            elif word != "#":
                values[word] = np.array(rest, float)
        self._residual = np.array(residual)
        self._degrees, self._skin = values["degrees"][0], values["skin"]
        self._light, self._spread = values["light"], values["spread"].reshape(3, 3)
        self._left = values["belief"]

    def light(self, site: np.ndarray, evidence: dict[str, np.ndarray | None]) -> Light:
        """`site` and `evidence` in ln(linear RGB)."""
        slopes, rests, places = [np.empty((0, 3))], [np.empty(0)], []
        for index, (name, figures) in enumerate(self._factors):
            if name not in _RELIED or evidence.get(name) is None:
                continue
            by_light, by_skin = figures[3:12].reshape(3, 3), figures[12:].reshape(3, 3)
            slopes.append(by_light - by_skin)
            rests.append(evidence[name] - figures[:3] - by_skin @ (site - self._skin))
            places += range(3 * index, 3 * index + 3)
        slope, rest = np.vstack(slopes), np.concatenate(rests)
        surprise = rest - slope @ self._light
        total = slope @ self._spread @ slope.T + self._residual[np.ix_(places, places)]
        gain = np.linalg.solve(total, slope @ self._spread).T
        factor = (self._degrees + surprise @ np.linalg.solve(total, surprise)) / (self._degrees + len(rest))
        scale = (self._spread - gain @ slope @ self._spread) * factor * self._left[1]
        scale = scale * np.exp(self._left[2] * (self._skin[1] - site[1]))
        return Light(self._light + gain @ surprise, scale, self._left[0])

    def strangeness(self, light: np.ndarray) -> float:
        """How far a light's colour is from the usual ones, brightness aside, in standard deviations."""
        apart = np.array([[1, -1, 0], [0, -1, 1]])
        spread = apart @ self._spread @ apart.T * self._degrees / (self._degrees - 2)
        off = apart @ (light - self._light)
        return float(np.sqrt(off @ np.linalg.solve(spread, off)))
