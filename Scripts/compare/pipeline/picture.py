"""Reading a photo's file: Pillow reads the header and the colour profile, OpenCV decodes."""

import functools
import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageCms

_REDUCED = {1: cv2.IMREAD_COLOR, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4,
            8: cv2.IMREAD_REDUCED_COLOR_8}


# Long side that a picture is at least read at first.
WORKING_SIDE = 500


@dataclass
class Header:
    path: str
    format: str
    width: int
    """Of the picture as stored, not yet turned upright."""
    height: int
    profile: bytes | None
    is_gray: bool

    @classmethod
    def read(cls, path: str) -> "Header":
        # Lazy: no pixel is decoded.
        with Image.open(path) as image:
            return cls(path, image.format.lower(), *image.size, image.info.get("icc_profile"),
                       image.mode in ("1", "L", "LA"))

    def decoded(self, side: int, of: int | None = None) -> tuple[np.ndarray, int]:
        """RGB, upright, reduced while decoding as far as a part `of` so many pixels, the long side unless given, keeps
        `side`; and the reduction."""
        long_side = of or max(self.width, self.height)
        if self.format == "jpeg":
            reduction = next(n for n in (8, 4, 2, 1) if n == 1 or -(-long_side // n) >= side)
            return self._read(_REDUCED[reduction]), reduction
        reduction = max(long_side // side, 1)
        return reduced(self._read(cv2.IMREAD_COLOR), reduction), reduction

    def _read(self, flag: int) -> np.ndarray:
        picture = cv2.imread(self.path, flag | cv2.IMREAD_COLOR_RGB)
        if picture is None:
            raise OSError("unreadable_image")
        return picture


def linear(encoded: np.ndarray) -> np.ndarray:
    """sRGB's curve, from 0...1 to 0...1 (IEC 61966-2-1)."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def encoded(linear: np.ndarray) -> np.ndarray:
    """The other way."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055)


def reduced(picture: np.ndarray, factor: int) -> np.ndarray:
    """Each pixel the mean of a box. Whole factors take OpenCV's short way."""
    if factor == 1:
        return picture
    height, width = picture.shape[0] // factor, picture.shape[1] // factor
    return cv2.resize(picture[:height * factor, :width * factor], (width, height), interpolation=cv2.INTER_AREA)


@functools.lru_cache(maxsize=64)
def _transform(profile: bytes):
    """From a profile's colours to sRGB; `None` where they are sRGB or the profile is of no use."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB" or "sRGB" in (source.profile.profile_description or ""):
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None


def to_srgb(pixels: np.ndarray, profile: bytes | None) -> np.ndarray:
    """Nearly all photos are sRGB; the others are converted where they are looked at, not as a whole."""
    transform = profile and _transform(profile)
    if not transform:
        return pixels
    return np.asarray(ImageCms.applyTransform(Image.fromarray(pixels), transform))
