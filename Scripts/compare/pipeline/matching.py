"""The foundations of a catalog against a belief, ranked by expected ΔE00."""

import csv
import itertools
from pathlib import Path

import numpy as np
import scipy.special
import skimage.color

from .belief import rounded, unit_points

# Expectations that round to the same multiple count as equal.
_TIE = 0.005


def _cubature() -> tuple[np.ndarray, np.ndarray]:
    """150 nodes and weights for expectations under the standard normal: 3 radii by Lebedev's 50 directions."""
    signs = np.array(list(itertools.product((-1, 1), repeat=3)), float)
    squares = np.array([point for point in itertools.product((-1, 0, 1), repeat=3)], float)
    size = np.abs(squares).sum(axis=1)
    tilted = [signs * np.where(np.arange(3) == axis, 3, 1) / np.sqrt(11) for axis in range(3)]
    directions = np.concatenate([squares[size == 1], squares[size == 2] / np.sqrt(2), signs / np.sqrt(3), *tilted])
    weights = np.repeat([4 / 315, 64 / 2835, 27 / 1280, 14641 / 725_760], [6, 12, 8, 24])
    radii = np.array([0.778885888106455, 1.820529910078879, 3.140239356330017])
    shares = np.array([0.325511479809777, 0.587873764748488, 0.086614755441735])
    return (radii[:, None, None] * directions).reshape(-1, 3), np.outer(shares, weights).ravel()


def _even(count: int) -> np.ndarray:
    """Quasi-random standard normal nodes of equal weight: a radius, a height and a longitude each."""
    radius, height, longitude = unit_points(count).T
    radius, height = np.sqrt(2 * scipy.special.gammaincinv(1.5, radius)), 1 - 2 * height
    ring, turn = np.sqrt(1 - height**2), 2 * np.pi * longitude
    return (radius * np.stack([ring * np.cos(turn), ring * np.sin(turn), height])).T


class Matcher:
    def __init__(self, catalog: Path, tolerance: float = 2, top: int = 5):
        with open(catalog, newline="") as file:
            self.rows = [row for row in csv.DictReader(file) if row["category"] == "foundation"]
        self.tolerance, self.top = tolerance, top
        self.labs = np.array([[float(row[key]) for key in ("L", "a", "b")] for row in self.rows])
        self.uncertainties = np.array([float(row["lab_sd"]) for row in self.rows])
        self.nodes, self.weights = _cubature()
        self.even = _even(2048)

    def matches(self, belief) -> list[dict]:
        expected = self._expected(belief)
        steps = np.rint(expected / _TIE)
        last = np.partition(steps, self.top - 1)[self.top - 1]
        nodes = {}
        candidates = []
        for i in np.flatnonzero(steps <= last):
            uncertainty = self.uncertainties[i]
            if uncertainty not in nodes:
                nodes[uncertainty] = self._placed(self.even, belief, uncertainty)
            distances = skimage.color.deltaE_ciede2000(nodes[uncertainty], self.labs[i, None])
            within = np.count_nonzero(distances <= self.tolerance) / len(distances)
            candidates.append((steps[i], -within, self.rows[i]["stock"] == "0", self.rows[i]["sku"], i, distances))
        candidates.sort(key=lambda candidate: candidate[:4])
        return [self._report(rank, i, -within, expected[i], distances, belief.mean)
                for rank, (_, within, _, _, i, distances) in enumerate(candidates[:self.top], 1)]

    def _expected(self, belief) -> np.ndarray:
        """Of every shade, under the belief and the shade's own uncertainty."""
        expected = np.empty(len(self.labs))
        for uncertainty in np.unique(self.uncertainties):
            chosen = self.uncertainties == uncertainty
            nodes = self._placed(self.nodes, belief, uncertainty)
            expected[chosen] = skimage.color.deltaE_ciede2000(self.labs[chosen, None], nodes[None]) @ self.weights
        return expected

    @staticmethod
    def _placed(nodes: np.ndarray, belief, uncertainty: float) -> np.ndarray:
        return belief.mean + nodes @ np.linalg.cholesky(belief.covariance + uncertainty**2 * np.eye(3)).T

    def _report(self, rank: int, i: int, within: float, expected: float, distances: np.ndarray, skin: np.ndarray):
        row, (p50, p90) = self.rows[i], np.quantile(distances, [0.5, 0.9])
        step = (self.labs[i] - skin).round(2).tolist()
        return {
            "rank": rank, "sku": row["sku"], "brand": row["brand"], "product": row["product"], "shade": row["shade"],
            "hex": row["hex"], "lab": self.labs[i].tolist(), "finish": row["finish"], "coverage": row["coverage"],
            "price": {"amount": float(row["price"]), "currency": row["currency"]}, "inStock": row["stock"] != "0",
            "url": row["url"],
            "deltaE00": rounded({"expected": expected, "p50": p50, "p90": p90}, 2),
            "probabilityWithinTolerance": round(within, 3),
            "direction": {"lightness": step[0], "redness": step[1], "yellowness": step[2]},
        }
