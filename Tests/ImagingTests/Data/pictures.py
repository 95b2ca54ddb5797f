"""Writes pictures of every kind Imaging reads, and beside each the sRGB pixels Pillow or plain arithmetic makes of it.

usage: pictures.py FOLDER    writes NAME.jpg or NAME.png, NAME.rgb (upright, three bytes a pixel), NAME.txt (facts)
"""
import io, struct, sys, zlib
import numpy as np
from pathlib import Path
from PIL import Image, ImageCms, ImageOps

folder = Path(sys.argv[1])
width, height = 83, 61


def scene():
    """Skin-like and saturated gradients with some edges, 16 bits a channel."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    red = 0.55 + 0.35 * np.sin(x / 17) * np.cos(y / 23)
    green = 0.45 + 0.30 * np.sin((x + y) / 19)
    blue = 0.40 + 0.38 * np.cos(x / 29 - y / 13)
    picture = np.stack([red, green, blue], axis=-1)
    picture[10:20, 60:75] = (0.9, 0.05, 0.1)
    picture[40:55, 5:25] = (0.02, 0.02, 0.03)
    return (np.clip(picture, 0, 1) * 65535).round().astype(np.uint16)


deep = scene()
rgb = Image.fromarray((deep >> 8).astype(np.uint8))
gray = rgb.convert("L")
alpha = np.linspace(0, 255, width * height).reshape(height, width).round().astype(np.uint8)


# ICC profiles, assembled here so that none has to be carried along.

def icc(space, kind, tags, version=0x04200000):
    body, table, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, offset + len(body), len(data))
        body += data
    size = offset + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, version, kind, space, b"XYZ " if space != b"CMYK" else b"Lab ")
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def text(words):
    return b"mluc" + struct.pack(">5I", 0, 1, 12, 0x656E5553, len(words) * 2) + struct.pack(">I", 28) + words.encode("utf-16-be")


def xyz(values):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def curve(*parameters):
    kind = {1: 0, 5: 3}[len(parameters)]
    return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(struct.pack(">i", round(p * 65536)) for p in parameters)


SRGB_CURVE = curve(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
WHITE = (b"wtpt", xyz((0.96420, 1.0, 0.82491)))
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


def matrix_profile(name, colorants, trc, extra=()):
    return icc(b"RGB ", b"mntr", [(b"desc", text(name)), (b"cprt", text("none")), WHITE] + list(zip(
        (b"rXYZ", b"gXYZ", b"bXYZ"), map(xyz, colorants))) + [(t, trc) for t in (b"rTRC", b"gTRC", b"bTRC")] + list(extra))


p3 = matrix_profile("Display P3", P3, SRGB_CURVE)
tagged_srgb = matrix_profile("some camera's sRGB", SRGB, SRGB_CURVE)
adobe = matrix_profile("Wide  \x07 gamma", ADOBE, curve(2.19921875))
large = matrix_profile("Large P3", P3, SRGB_CURVE, [(b"priv", b"data\0\0\0\0" + bytes(range(256)) * 600)])
gray_profile = icc(b"GRAY", b"mntr", [(b"desc", text("Gray gamma 1.8")), (b"cprt", text("none")), WHITE, (b"kTRC", curve(1.8))])


def ink_profile():
    """Inks that darken and tint, as a 5-point table to Lab."""
    points = 5
    grid = np.stack(np.meshgrid(*[np.linspace(0, 1, points)] * 4, indexing="ij"), axis=-1).reshape(-1, 4)
    c, m, y, k = grid.T
    light = 100 * (1 - 0.45 * c) * (1 - 0.5 * m) * (1 - 0.1 * y) * (1 - 0.9 * k)
    a = (-35 * c + 70 * m - 5 * y) * (1 - k)
    b = (-45 * c - 5 * m + 85 * y) * (1 - k)
    table = np.stack([light * 2.55, a + 128, b + 128], axis=-1).round().clip(0, 255).astype(np.uint8).tobytes()
    identity = bytes(range(256))
    lut = b"mft1\0\0\0\0" + bytes([4, 3, points, 0]) + b"".join(
        struct.pack(">i", 65536 if i % 4 == 0 else 0) for i in range(9)) + identity * 4 + table + identity * 3
    return icc(b"CMYK", b"prtr", [(b"desc", text("Test inks")), (b"cprt", text("none")), WHITE, (b"A2B0", lut)], 0x02200000)


inks = ink_profile()


# What Pillow makes of a file.

def expected(data, orientation_of=None):
    image = Image.open(io.BytesIO(data))
    image.load()
    profile = image.info.get("icc_profile")
    if orientation_of:
        image.getexif()[0x0112] = orientation_of
    image = ImageOps.exif_transpose(image)
    if image.mode in ("P", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode == "1":
        image = image.convert("L")
    if profile:
        out = "RGBA" if image.mode == "RGBA" else "RGB"
        image = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=out)
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    return np.asarray(image.convert("RGB"))


def write(name, data, pixels=None, profile="sRGB", orientation=1, monochrome=False):
    pixels = expected(data) if pixels is None else pixels
    suffix = "png" if data[:1] == b"\x89" else "jpg"
    (folder / f"{name}.{suffix}").write_bytes(data)
    (folder / f"{name}.rgb").write_bytes(pixels.astype(np.uint8).tobytes())
    (folder / f"{name}.txt").write_text(
        "\n".join(map(str, (suffix, pixels.shape[1], pixels.shape[0], profile, orientation, int(monochrome)))))


def saved(image, format, **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags.tobytes()


# JPEG
write("baseline-420", saved(rgb, "JPEG", quality=92))
write("baseline-422", saved(rgb, "JPEG", quality=92, subsampling=1))
write("baseline-444", saved(rgb, "JPEG", quality=92, subsampling=0))
write("restarts", saved(rgb, "JPEG", quality=92, restart_marker_blocks=2))
write("stored-rgb", saved(rgb, "JPEG", quality=92, keep_rgb=True))
write("progressive", saved(rgb, "JPEG", quality=92, progressive=True))
write("gray", saved(gray, "JPEG", quality=92), monochrome=True)
write("gray-progressive", saved(gray, "JPEG", quality=92, progressive=True), monochrome=True)
write("display-p3", saved(rgb, "JPEG", quality=92, icc_profile=p3), profile="Display P3")
write("wide-gamma", saved(rgb, "JPEG", quality=92, icc_profile=adobe), profile="Wide gamma")
write("tagged-srgb", saved(rgb, "JPEG", quality=92, icc_profile=tagged_srgb))
write("large-profile", saved(rgb, "JPEG", quality=92, icc_profile=large), profile="Display P3")
write("gray-profile", saved(gray, "JPEG", quality=92, icc_profile=gray_profile), profile="Gray gamma 1.8", monochrome=True)
for orientation in range(1, 9):
    write(f"orientation-{orientation}", saved(rgb, "JPEG", quality=92, exif=exif(orientation)), orientation=orientation)
plates = Image.fromarray(np.dstack([255 - np.asarray(rgb), np.asarray(gray) // 3]), "CMYK")
cmyk = saved(plates, "JPEG", quality=92)
write("cmyk", cmyk, profile="untagged CMYK")
write("cmyk-profile", saved(plates, "JPEG", quality=92, icc_profile=inks), profile="Test inks")
adobe_marker = cmyk.index(b"Adobe") + 11
write("ycck", cmyk[:adobe_marker] + b"\x02" + cmyk[adobe_marker + 1:], profile="untagged CMYK")
plain = expected(saved(rgb, "JPEG", quality=92))
broken = bytearray(p3)
broken[128:132] = b"\xff\xff\xff\xff"
write("broken-profile", saved(rgb, "JPEG", quality=92, icc_profile=bytes(broken)), plain, profile="unreadable ICC profile")


# PNG, assembled here where Pillow cannot write the kind.

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pack(samples, bits):
    """Rows of samples (height, width × channels) as PNG packs them, each with filter type 0."""
    lines = []
    for row in samples:
        if bits == 16:
            line = row.astype(">u2").tobytes()
        elif bits == 8:
            line = row.astype(np.uint8).tobytes()
        else:
            line = np.packbits(((row[:, None].astype(int) >> np.arange(bits)[::-1]) & 1).astype(np.uint8).ravel()).tobytes()
        lines.append(b"\0" + line)
    return b"".join(lines)


ADAM7 = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))


def png(samples, bits, kind, before=(), interlaced=False):
    samples = samples.reshape(samples.shape[0], samples.shape[1], -1)
    rows, columns = samples.shape[:2]
    if interlaced:
        parts = (samples[y::dy, x::dx] for y, x, dy, dx in ADAM7)
        data = b"".join(pack(p.reshape(p.shape[0], -1), bits) for p in parts if p.size)
    else:
        data = pack(samples.reshape(rows, -1), bits)
    header = struct.pack(">IIBBBBB", columns, rows, bits, kind, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(before) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def repeated(levels):
    return np.dstack([levels] * 3)


def to_8(samples):
    return np.floor(samples.astype(float) / 65535 * 255 + 0.5)


eight = np.asarray(rgb)
levels = np.asarray(gray)
write("rgb8", saved(rgb, "PNG"))
write("rgb8-adam7", png(eight, 8, 2, interlaced=True))
write("rgb16", png(deep, 16, 2), to_8(deep))
write("rgb16-adam7", png(deep, 16, 2, interlaced=True), to_8(deep))
for bits in (1, 2, 4, 8):
    samples = levels >> (8 - bits)
    for interlaced in (False, True):
        name = f"gray{bits}" + ("-adam7" if interlaced else "")
        write(name, png(samples, bits, 0, interlaced=interlaced), repeated(samples.astype(int) * 255 // (2**bits - 1)), monochrome=True)
write("gray16", png(deep[..., 0], 16, 0), repeated(to_8(deep[..., 0])), monochrome=True)
write("gray-trns", png(levels, 8, 0, [chunk(b"tRNS", struct.pack(">H", int(levels[5, 5])))]), monochrome=True)
write("gray-alpha", saved(Image.merge("LA", (gray, Image.fromarray(alpha))), "PNG"), monochrome=True)
rgba = rgb.copy()
rgba.putalpha(Image.fromarray(alpha))
write("rgba8", saved(rgba, "PNG"))
write("rgba8-p3", saved(rgba, "PNG", icc_profile=p3), profile="Display P3")
write("rgb-trns", png(eight, 8, 2, [chunk(b"tRNS", struct.pack(">3H", *map(int, eight[12, 62])))]))
deep_alpha = alpha.astype(np.uint16) * 257
over_white = to_8(deep.astype(float) * deep_alpha[..., None] / 65535 + 65535.0 - deep_alpha[..., None])
write("rgba16", png(np.dstack([deep, deep_alpha]), 16, 6), over_white)
for bits in (1, 2, 4, 8):
    palette = rgb.quantize(2**bits)
    colors = bytes(palette.getpalette()[: 3 * 2**bits]).ljust(3 * 2**bits, b"\0")
    indices = np.asarray(palette)
    write(f"palette{bits}", png(indices, bits, 3, [chunk(b"PLTE", colors)]))
    trns = chunk(b"tRNS", bytes(np.linspace(0, 255, 2**bits).astype(np.uint8)))
    write(f"palette{bits}-trns-adam7", png(indices, bits, 3, [chunk(b"PLTE", colors), trns], interlaced=True))
write("png-p3", saved(rgb, "PNG", icc_profile=p3), profile="Display P3")
write("png-gray-profile", saved(gray, "PNG", icc_profile=gray_profile), profile="Gray gamma 1.8", monochrome=True)
write("png-srgb", png(eight, 8, 2, [chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">I", 45455))]), eight)
write("png-gamma-22", png(eight, 8, 2, [chunk(b"gAMA", struct.pack(">I", 45455))]), eight)


def encode(light):
    light = np.clip(light, 0, 1)
    return np.floor(255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055) + 0.5)


gamma1 = [chunk(b"gAMA", struct.pack(">I", 100000))]
write("png-linear-8", png(eight, 8, 2, gamma1), encode(eight / 255.0), profile="PNG gamma")
write("png-linear-16", png(deep, 16, 2, gamma1), encode(deep / 65535.0), profile="PNG gamma")
write("png-linear-gray16", png(deep[..., 1], 16, 0, gamma1), repeated(encode(deep[..., 1] / 65535.0)), profile="PNG gamma", monochrome=True)
chromaticities = struct.pack(">8I", *(round(v * 100000) for v in (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)))
write("png-chrm-p3", png(eight, 8, 2, [chunk(b"cHRM", chromaticities)]), expected(saved(rgb, "PNG", icc_profile=p3)), profile="PNG gamma")
write("png-orientation-6", saved(rgb, "PNG", exif=exif(6)), orientation=6)
late = saved(rgb, "PNG")
late_exif = chunk(b"eXIf", exif(8)[6:])
write("png-late-orientation-8", late[:-12] + late_exif + late[-12:], np.rot90(eight, 1), orientation=8)
