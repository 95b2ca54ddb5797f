"""Which pixels of a patch show clean skin, and what each part of the face looks like."""

from dataclasses import dataclass

import cv2
import numpy as np
import skimage.color

from .face import Unreadable
from .patch import LINEAR, Patch, fill, middle
from .pigment import NAMES, pigment_patches
from .template import HOLES, INNER_LIPS, LEFT_BROW, OUTER_LIPS, REGIONS, RIGHT_BROW

FEWEST_PIXELS, SAMPLE_SIZE = 24, 4096
_SITE = ["jaw", "lowerCheek"]
# Code 0 counts as half a code.
_LOGARITHMS = np.log(np.maximum(LINEAR, np.float32(0.5 / 255 / 12.92)))


@dataclass
class Reading:
    lab: np.ndarray
    """Medians of L*, a* and b*."""
    pixels: int
    kept_share: float

    @property
    def luminance(self) -> float:
        return float(skimage.color.lab2xyz(self.lab)[1])

    @property
    def saturation(self) -> float:
        """Chroma over L* + 16, which light and shade leave as it is."""
        return float(np.hypot(self.lab[1], self.lab[2]) / (self.lab[0] + 16))

    @classmethod
    def of(cls, patch: Patch, places: np.ndarray, among: int) -> "Reading | None":
        if len(places) < FEWEST_PIXELS:
            return None
        sample = places[::max(1, len(places) // SAMPLE_SIZE)]
        return cls(middle(patch.colors(sample)), len(places), len(places) / max(among, 1))


class Sampler:
    """The skin's pixels that are neither clipped nor texture, shade, shine or another pigment."""

    def __init__(self, patch: Patch):
        self.patch = patch
        self.labels = np.zeros(patch.shape, np.uint8)
        for value, rings in enumerate(REGIONS.values(), 1):
            fill(self.labels, [patch.ring(ring) for ring in rings], value)
        for ring, growth in HOLES:
            fill(self.labels, [patch.ring(ring, growth)], 0)
        skin = np.flatnonzero(self.labels)
        if len(skin) < 4 * FEWEST_PIXELS:
            raise Unreadable("no_face")
        self.totals = np.bincount(self.labels.reshape(-1)[skin], minlength=len(NAMES) + 1)[1:]
        kept = self._reject(skin)
        regions = self.labels.reshape(-1)[kept]
        self.kept = {name: kept[regions == value] for value, name in enumerate(NAMES, 1)}

    def _reject(self, skin: np.ndarray) -> np.ndarray:
        patch, radius = self.patch, max(1, int(0.03 * self.patch.face_width))
        red, green, blue = patch.pixels.reshape(-1, 3)[skin].T
        brightest = np.maximum(np.maximum(red, green), blue)
        self.clipped_share = np.count_nonzero(brightest >= 252) / len(skin)
        clean = skin[(brightest > 6) & (brightest < 252)]
        if len(clean) < FEWEST_PIXELS:
            clean = skin

        # ln(light), and what makes it up in red and blue beside green, around the skin only.
        left, top, width, height = cv2.boundingRect(self.labels)
        low_y, low_x = max(top - radius, 0), max(left - radius, 0)
        window = patch.pixels[low_y:top + height + radius, low_x:left + width + radius]
        logarithms = cv2.LUT(window, _LOGARITHMS)
        light = np.ascontiguousarray(logarithms[..., 1])
        even = cv2.blur(light, (2 * radius + 1, 2 * radius + 1))
        soft = cv2.blur(logarithms, (5, 5)).reshape(-1, 3)
        rows, columns = np.divmod(clean, patch.shape[1])
        inside = (rows - low_y) * window.shape[1] + columns - low_x
        means = even.reshape(-1)[inside]
        texture = np.abs(light.reshape(-1)[inside] - means)

        spread = min(max(1.4826 * np.median(texture), 0.02), 0.08)
        is_smooth = texture <= 2.5 * spread
        smooth = clean[is_smooth]
        if len(smooth) == 0:
            raise Unreadable("no_face")
        red, green, blue = soft[inside[is_smooth]].T
        values = np.stack([means[is_smooth], red - green, blue - green])
        middle = np.median(values, axis=1)
        lighter, redder, bluer = values - middle[:, None]
        is_shine = (lighter > 0.25) & (redder < -0.08) & (bluer > 0.04)
        differs = is_shine | (np.abs(redder) > 0.22) | (np.abs(bluer) > 0.22)
        # Melanin reddens what it darkens; shade does not.
        is_shade = (lighter < np.where(differs, -0.45, -1.4)) & (redder < -0.2 * lighter)
        around = np.exp(middle[0] + np.array([middle[1], 0, middle[2]]))
        self.patches = pigment_patches(
            patch, smooth[differs & ~is_shade], smooth, self.labels, max(FEWEST_PIXELS, int(0.06 * len(skin))), around)
        return smooth[~(is_shade | differs)]

    def reading(self, *names: str) -> Reading | None:
        # In the regions' order, whatever the order asked in.
        places = [self.kept[name] for name in NAMES if name in names]
        total = sum(int(self.totals[i]) for i, name in enumerate(NAMES) if name in names)
        return Reading.of(self.patch, np.concatenate(places), total)


class SkinReading:
    """Everything one photo showed of a person's colours."""

    def __init__(self, patch: Patch):
        self.sampler = sampler = Sampler(patch)
        found = {name: sampler.reading(name) for name in NAMES}
        self.regions = {name: reading for name, reading in found.items() if reading}
        self.site, self.site_names = self._site()
        if neck := self._neck(patch):
            self.regions["neck"] = neck
        self.lip = self._lips(patch)
        self.brow = self._brows(patch)
        self.hair = self._hair(patch)

    def _site(self) -> tuple[Reading, list[str]]:
        """Jaw and lower cheek, unless a beard or shade hides them: few smooth pixels, or darker and greyer ones."""
        def is_hidden(name: str, other: Reading | None) -> bool:
            reading = self.regions.get(name)
            if reading is None or reading.kept_share <= 0.3:
                return True
            return other is not None and (reading.luminance < 0.8 * other.luminance
                                          and reading.saturation < 0.75 * other.saturation)

        cheeks = ["rightCheek", "leftCheek"]
        if is_hidden("lowerCheek", self.sampler.reading(*cheeks)):
            first = cheeks + ["forehead"]
        elif is_hidden("jaw", self.regions.get("lowerCheek")):
            first = ["lowerCheek"]
        else:
            first = _SITE
        for names in (first, cheeks, ["forehead"], NAMES):
            if reading := self.sampler.reading(*names):
                return reading, names
        raise Unreadable("no_face")

    def _neck(self, patch: Patch) -> Reading | None:
        _, chin, down, right = axes(patch)
        outline = [chin + x * right + y * down for x, y in ((-0.24, 0.1), (0.24, 0.1), (0.24, 0.42), (-0.24, 0.42))]
        places = np.flatnonzero(patch.mask(np.array(outline)))
        # The chin's shadow takes light away; hue and saturation stay.
        kept = places[self._resembles(patch.colors(places), (0.2, 1.7), (0.6, np.inf), 0.970)]
        return Reading.of(patch, kept, len(places)) if len(kept) > 0.35 * len(places) else None

    def _hair(self, patch: Patch) -> Reading | None:
        """What lies in a band above the forehead and is not skin."""
        top, _, down, right = axes(patch)
        outline = [top + x * right + y * down for x, y in
                   ((-0.32, -0.05), (0.32, -0.05), (0.26, -0.17), (-0.26, -0.17))]
        places = np.flatnonzero(patch.mask(np.array(outline)))
        kept = places[~self._resembles(patch.colors(places), (0.64, 1.6), (0.75, 1.33), 0.978)]
        return Reading.of(patch, kept, len(places)) if len(kept) > 0.4 * len(places) else None

    def _resembles(self, colors: np.ndarray, light, saturation, cosine: float) -> np.ndarray:
        """Which colours may be the site's skin under more or less of the same light."""
        site = self.site
        lightness = 116 * np.cbrt(site.luminance * np.array(light)) - 16
        chroma = np.hypot(colors[:, 1], colors[:, 2])
        share = chroma / (colors[:, 0] + 16) / max(site.saturation, 1e-3)
        along = colors[:, 1:] @ (site.lab[1:] / max(np.hypot(*site.lab[1:]), 1e-9))
        return ((colors[:, 0] >= lightness[0]) & (colors[:, 0] <= lightness[1]) & (share >= saturation[0])
                & (share <= saturation[1]) & (along >= cosine * chroma))

    @staticmethod
    def _lips(patch: Patch) -> Reading | None:
        mask = patch.mask(patch.ring(OUTER_LIPS, 0.92))
        fill(mask, [patch.ring(INNER_LIPS, 1.1)], 0)
        places = np.flatnonzero(mask)
        return Reading.of(patch, places, len(places))

    @staticmethod
    def _brows(patch: Patch) -> Reading | None:
        """The darker half of what the brows' outlines enclose: hairs, not the skin between them."""
        places = patch.places(patch.ring(RIGHT_BROW), patch.ring(LEFT_BROW))
        if len(places) == 0:
            return None
        lightness = patch.colors(places)[:, 0]
        return Reading.of(patch, places[lightness <= np.median(lightness)], len(places))


def axes(patch: Patch) -> tuple[np.ndarray, ...]:
    """Brow's top, chin, and the face's own directions: down, and right as seen, in units of its height."""
    top, chin = patch.points[10], patch.points[152]
    down = chin - top
    return top, chin, down, np.array([down[1], -down[0]])
