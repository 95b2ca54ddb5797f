"""What readings say, beside what is true."""

import numpy as np


class Samples:
    """What was believed of pictures that could be read, and what is true; how many were drawn."""

    def __init__(self, readings, truths, drawn):
        self.drawn = drawn
        self.truth = np.array([truth["lab"] for truth in truths])
        self.ita = np.array([truth["itaClass"] for truth in truths])
        self.believed = np.array([believed(reading) for reading in readings])
        self.covariance = np.array([reading["skin"]["covariance"] for reading in readings])
        self.radius50 = np.array([reading["skin"]["radius50"] for reading in readings])
        self.radius90 = np.array([reading["skin"]["radius90"] for reading in readings])
        self.usable = np.array([reading["capture"]["usable"] for reading in readings])
        self.error = difference(self.believed, self.truth)
        self.naive = difference(np.array([as_seen(reading) for reading in readings]), self.truth)

    def __len__(self):
        return len(self.error)

    def parts(self, count, by):
        """Equal parts by rank, as places."""
        return np.array_split(np.argsort(by, kind="stable"), count)

    def thirds(self):
        return self.parts(3, self.truth[:, 0])

    def quarters(self):
        return self.parts(4, self.radius90)

    def figures(self, here=slice(None)):
        error, radius90 = self.error[here], self.radius90[here]
        return {"number": len(error), "median": np.median(error), "p90": np.quantile(error, 0.9),
                "radius90": np.median(radius90), "in50": 100 * np.mean(error <= self.radius50[here]),
                "in90": 100 * np.mean(error <= radius90)}

    def bias(self, here):
        return np.mean((self.believed - self.truth)[here, 0])

    def energy(self):
        """Mean energy score of the beliefs as Gaussians, and of such with one covariance, the mean of theirs."""
        draws = np.random.default_rng(1).standard_normal((2, 1000, 3))
        own = [energy_score(*sample, draws) for sample in zip(self.believed, self.covariance, self.truth)]
        fixed = self.covariance.mean(0)
        return np.mean(own), np.mean([energy_score(mean, fixed, truth, draws)
                                      for mean, truth in zip(self.believed, self.truth)])


def energy_score(mean, covariance, truth, draws):
    one, other = mean + draws @ np.linalg.cholesky(covariance).T
    return np.mean(np.linalg.norm(one - truth, axis=1)) - np.mean(np.linalg.norm(one - other, axis=1)) / 2


def believed(reading):
    return reading["skin"]["lab"]


def as_seen(reading):
    """The site's colour in the picture, light and all; of its regions, those large enough to be read alone."""
    regions = reading["skin"]["regions"]
    regions = [regions[name] for name in reading["skin"]["site"] if name in regions] or list(regions.values())
    return np.average([region["lab"] for region in regions], 0, [region["pixels"] for region in regions])


def difference(first, second):
    """CIEDE2000 of CIELAB colours in the last axis.

    Source: Sharma, Wu and Dalal 2005.
    """
    (l1, a1, b1), (l2, a2, b2) = np.moveaxis(np.asarray(first), -1, 0), np.moveaxis(np.asarray(second), -1, 0)
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = np.arctan2(b1, stretch * a1), np.arctan2(b2, stretch * a2)
    turn = (h2 - h1 + np.pi) % (2 * np.pi) - np.pi
    hue, chroma, lightness = h1 + turn / 2, (c1 + c2) / 2, (l1 + l2) / 2 - 50
    weight = (1 - 0.17 * np.cos(hue - np.pi / 6) + 0.24 * np.cos(2 * hue)
              + 0.32 * np.cos(3 * hue + np.radians(6)) - 0.20 * np.cos(4 * hue - np.radians(63)))
    blue = ((np.degrees(hue) % 360 - 275) / 25) ** 2
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-blue)))
    x = (l2 - l1) / (1 + 0.015 * lightness**2 / np.sqrt(20 + lightness**2))
    y = (c2 - c1) / (1 + 0.045 * chroma)
    z = 2 * np.sqrt(c1 * c2) * np.sin(turn / 2) / (1 + 0.015 * chroma * weight)
    return np.sqrt(x**2 + y**2 + z**2 + rotation * y * z)
