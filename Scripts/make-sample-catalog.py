#!/usr/bin/env python3
"""Writes Catalog/sample.csv: an invented shop, for demonstrations and tests.

    python3 Scripts/make-sample-catalog.py [FILE]        write the catalog
    python3 Scripts/make-sample-catalog.py --coverage    how near the nearest shade is to any plausible skin

Brands, products and colours are fictional. Base shades are laid out so that whatever the depth and the undertone, some
shade lies within Delta E00 2, deep skin as densely served as light. Standard library only, the same bytes every time.
"""
import csv
import io
import math
import random
import sys
from pathlib import Path

# Typical facial Lab (D65, 2 degrees), light to deep: what spectrophotometers report for cheeks and foreheads.
FACES = [(70, 9, 15), (66, 10, 17), (62, 12, 18), (57, 13, 19), (52, 13, 20), (46, 13, 19), (40, 12, 16), (34, 9, 12),
         (28, 7, 8)]
LIGHTEST, DEEPEST = 75.3, 24.7

# Undertone moves the hue at equal lightness: the middle of each, in units of (-1.5 a*, +2.5 b*). Olive is an axis of its
# own, greener and more muted in proportion to chroma: at a chroma of 22, 3.4 less a* and 0.6 less b*.
UNDERTONES = {"cool": -1.03, "neutral": 0.0, "warm": 1.03, "olive": -0.62, "golden olive": 0.62}
LETTERS = {"cool": "C", "neutral": "N", "warm": "W", "olive": "O", "golden olive": "G"}
HUE_STEP = (-1.5, 2.5)
OLIVE = (-3.4 / 22, -0.6 / 22)

DEPTHS = [(67, "fair"), (60, "light"), (52, "medium"), (43, "tan"), (34, "deep"), (0, "rich")]

WORDS = """Porcelain Alabaster Shell Ivory Linen Oat Vanilla Buff Cream Bisque Sand Beige Dune Wheat Barley Sesame Honey
Almond Fawn Amber Caramel Toffee Tawny Praline Cinnamon Hazel Ginger Sienna Pecan Chestnut Walnut Umber Mocha Mahogany
Cocoa Clove Cacao Espresso Ebony Onyx""".split()

PLACES = """Winter Lane,Salt Marsh,First Frost,Paper Lantern,Birch Row,Pebble Cove,Tidewater,Sea Grass,Chalk Hill,
Morning Ferry,Quiet Harbour,Reed Bank,Corn Street,Meadow Gate,Lime Walk,Hay Barn,Pottery Yard,Fennel Field,Orchard Wall,
Slate Roof,Vine Terrace,Clay Court,Brick Lane,Copper Mill,Saffron Quay,Fig Garden,Cedar Stair,Spice Market,Old Library,
Harvest Road,Cinder Path,Rosewood Hall,Peat Moor,Walnut Grove,Tobacco Wharf,Carob Square,Coffee House,Iron Bridge,
Velvet Curtain,Night Train,Ember Hearth,Black Fig""".replace("\n", "").split(",")


def typical(lightness):
    """Mean (a*, b*) of faces of a lightness."""
    table = sorted(FACES)
    for (l0, a0, b0), (l1, a1, b1) in zip(table, table[1:]):
        if lightness <= l1 or (l1, a1, b1) == table[-1]:
            t = (lightness - l0) / (l1 - l0)
            return a0 + t * (a1 - a0), b0 + t * (b1 - b0)


def olive_shift(lightness):
    chroma = math.hypot(*typical(lightness))
    return OLIVE[0] * chroma, OLIVE[1] * chroma


def density(lightness):
    """How many shades a unit of lightness needs: S_L, S_C and S_H of CIE 142-2001 shrink Delta E00 in the middle tones."""
    m, chroma = lightness - 50, math.hypot(*typical(lightness))
    return 1 / ((1 + 0.015 * m * m / math.sqrt(20 + m * m)) * (1 + 0.045 * chroma) * (1 + 0.015 * chroma))


def cumulative(step=0.1):
    total, out, lightness = 0.0, [], LIGHTEST
    while lightness > DEEPEST - step / 2:
        out.append((total, lightness))
        total += step * density(lightness - step / 2)
        lightness -= step
    return [(t / out[-1][0], l) for t, l in out]


CUMULATIVE = cumulative()


def evenly(fraction):
    """The lightness a share of the way from the lightest to the deepest skin, equally dense in Delta E00 all along."""
    for (t0, l0), (t1, l1) in zip(CUMULATIVE, CUMULATIVE[1:]):
        if fraction <= t1:
            return l0 + (l1 - l0) * (fraction - t0) / (t1 - t0)
    return DEEPEST


# --- Base lines -------------------------------------------------------------------------------------------------------
# brand, code, product, category, finish, coverage, price, sd, vegan, fragrance free, allergens, depths a line, names
BASES = [
    ("Oriel & Fenn", "OF-SDS", "Second Dawn Serum Foundation", "foundation", "natural", "medium", 39.00, 0.8, 1, 1, "none", 10, "number"),
    ("Oriel & Fenn", "OF-LCC", "Long Candle Concealer", "concealer", "natural", "full", 27.00, 0.8, 1, 1, "none", 7, "number"),
    ("Halcyra", "HA-VHM", "Velvet Hours Matte Foundation", "foundation", "matte", "full", 44.50, 0.7, 0, 0, "linalool;limonene", 9, "words"),
    ("Halcyra", "HA-UNE", "Under Eclipse Concealer", "concealer", "matte", "full", 29.50, 0.9, 0, 0, "linalool", 6, "words"),
    ("Tessaly Row", "TR-SKL", "Skin Ledger Foundation", "foundation", "satin", "medium", 52.00, 0.6, 1, 1, "none", 10, "half"),
    ("Tessaly Row", "TR-MRG", "Margin Note Concealer", "concealer", "satin", "medium", 34.00, 0.6, 1, 1, "none", 6, "half"),
    ("Noorvale", "NV-SRL", "Silk Register Liquid Foundation", "foundation", "radiant", "light", 48.00, 1.0, 1, 0, "citral;geraniol", 8, "place"),
    ("Sablewick", "SW-BST", "Bare Stage Stick Foundation", "foundation", "matte", "full", 24.90, 1.0, 1, 1, "none", 8, "code"),
    ("Sablewick", "SW-UND", "Understudy Concealer", "concealer", "natural", "full", 14.90, 1.1, 1, 1, "none", 6, "code"),
    ("Lumenka", "LU-CWC", "Cloudwork Cushion Foundation", "foundation", "dewy", "light", 36.00, 1.2, 0, 0, "limonene;citronellol", 8, "cushion"),
    ("Lumenka", "LU-WTR", "Waterline Skin Tint", "tint", "dewy", "sheer", 28.00, 2.0, 1, 0, "limonene", 5, "cushion"),
    ("Pellamar", "PM-ASL", "All Shift Longwear Foundation", "foundation", "matte", "full", 31.00, 0.8, 0, 1, "lanolin", 9, "grade"),
    ("Juniper Asch", "JA-BPM", "Bare Proof Mineral Foundation", "foundation", "natural", "medium", 33.50, 1.3, 1, 1, "none", 8, "mineral"),
    ("Juniper Asch", "JA-DRT", "Daily Rinse Tinted Balm", "tint", "natural", "sheer", 26.00, 2.0, 1, 1, "nut oil", 5, "mineral"),
]

# --- Colour lines: shades as "Name L a b" -----------------------------------------------------------------------------
COLORS = [
    ("Halcyra", "HA-OPV", "Opera Velvet Lipstick", "lip", "matte", "full", 29.00, 0, 0, "linalool", """
        Overture 41 52 30|Encore 33 47 20|Soliloquy 48 26 15|Libretto 55 22 16|Prima 45 58 12|Balcony 28 36 12
        Footlight 52 48 32|Understated 60 18 15|Duet 38 34 14|Curtain 24 28 8|Aria 47 44 4|Rehearsal 51 19 19"""),
    ("Noorvale", "NV-GLR", "Glass River Lip Gloss", "lip", "glossy", "sheer", 24.00, 1, 0, "citral", """
        Pebble 66 15 13|Minnow 61 22 10|Watercress Rose 56 28 12|Kingfisher Coral 60 38 28|Eddy 50 24 18|Weir 44 30 20
        Silt 48 17 20|Otter 38 20 17|Bulrush 42 24 22|Delta 33 24 14|Floodplain 29 19 10|Estuary Plum 34 30 2"""),
    ("Tessaly Row", "TR-INK", "Signed in Ink Lip Stain", "lip", "natural", "medium", 26.50, 1, 1, "none", """
        Vermilion 47 57 40|Madder 40 48 24|Carmine 38 55 20|Sepia 40 18 20|Sanguine 44 38 28|Mulberry 30 33 2
        Oxblood 25 32 13|Rubric 43 54 26|Blotting Pink 62 27 5|Marginalia 54 24 13|Colophon 35 24 15|Iron Gall 22 16 2"""),
    ("Sablewick", "SW-MTC", "Matchstick Lip Crayon", "lip", "satin", "medium", 11.90, 1, 1, "none", """
        Tinder 50 46 33|Flint 47 15 13|Kindling 45 27 24|Spark 54 52 24|Coal Rose 36 30 9|Ash Pink 61 20 8
        Smoulder 31 30 14|Lantern 56 40 32|Wick 58 17 18|Hearth 40 30 22|Bonfire 43 56 36|Afterglow 52 36 16"""),
    ("Lumenka", "LU-PTL", "Petal Pressed Lip Tint", "lip", "satin", "sheer", 19.00, 1, 0, "geraniol", """
        Camellia 50 50 14|Peony 57 38 3|Azalea 52 49 -2|Plum Blossom 44 36 0|Persimmon 55 42 38|Quince 62 28 24
        Cherry Water 45 52 18|Fig Tea 39 24 8|Chestnut Flower 46 22 19|Rosehip 48 44 22|Black Tea 34 20 14|Lotus 64 22 4"""),
    ("Pellamar", "PM-ANC", "Anchor Lip Liner", "lip", "matte", "full", 15.50, 0, 1, "lanolin", """
        Rope 52 16 17|Cork 48 20 20|Buoy 45 50 30|Mooring 43 25 17|Keel 37 22 14|Rudder 32 26 12
        Tar 23 12 6|Signal 41 55 28|Port 28 32 6|Starboard Rose 51 28 9|Bilge 34 16 14|Driftwood 57 15 16"""),
    ("Oriel & Fenn", "OF-WNK", "Windowlight Blush", "blush", "satin", "light", 32.00, 1, 1, "none", """
        Sash 68 22 8|Mullion 62 28 14|Casement 58 32 20|Bay 54 34 8|Fanlight 64 28 22|Dormer 48 34 14
        Lattice 42 34 8|Skylight 46 40 26"""),
    ("Lumenka", "LU-DBC", "Dewberry Cheek Tint", "blush", "dewy", "sheer", 22.00, 1, 0, "limonene", """
        Strawberry Milk 70 20 8|Wild Cherry 50 42 14|Apricot 67 24 24|Cranberry 44 40 12|Guava 60 32 16|Damson 38 30 0
        Pomelo 63 30 18|Blood Orange 50 40 32"""),
    ("Juniper Asch", "JA-PLN", "Plain Flush Powder", "blush", "matte", "medium", 23.00, 1, 1, "none", """
        Heather 59 24 2|Sorrel 56 28 20|Rowan 50 36 20|Thistle 54 28 -3|Bramble 42 30 4|Clay 52 24 22
        Poppy 51 44 30|Beet 38 36 4"""),
    ("Tessaly Row", "TR-GLD", "Gilt Edge Highlighter", "highlighter", "shimmer", "sheer", 38.00, 1, 1, "none", """
        Vellum 86 3 10|Gold Leaf 77 6 28|Rose Foil 75 13 14|Bronze Type 62 14 28|Copper Plate 55 20 30|Antique Brass 48 13 26"""),
    ("Noorvale", "NV-LMB", "Lambent Liquid Light", "highlighter", "radiant", "sheer", 35.00, 1, 0, "citral", """
        Moonrise 88 1 5|Daybreak 82 8 14|High Noon 76 8 25|Golden Hour 66 14 30|Last Light 57 18 26|Nightfall 46 14 20"""),
    ("Halcyra", "HA-SHD", "Shadow Play Eye Single", "eye", "matte", "full", 17.00, 0, 1, "none", """
        Parchment 82 3 12|Mushroom 62 5 10|Dust 52 7 11|Umbra 34 7 11|Inkwell 16 1 -3|Brick 42 28 22
        Moss 44 -6 20|Dusk 40 6 -12|Plumage 30 18 -6|Tobacco 38 13 22"""),
    ("Sablewick", "SW-FLX", "Footlights Eye Foil", "eye", "metallic", "full", 12.90, 1, 1, "none", """
        Tinsel 80 0 4|Brass 64 6 34|Penny 52 24 32|Pewter 50 0 0|Petrol 36 -10 -12|Garnet 32 28 10
        Limelight 70 -6 36|Rose Coin 66 16 14|Oil Slick 26 4 -10|Champagne Tape 78 4 14"""),
    ("Pellamar", "PM-TDL", "Tideline Eye Stick", "eye", "shimmer", "medium", 18.50, 0, 1, "lanolin", """
        Sandbar 72 7 16|Driftwood 56 7 14|Kelp 38 -4 16|Barnacle 60 2 5|Cockle 70 11 11|Mussel 26 3 -7
        Harbour 42 -3 -10|Rust 42 22 26|Low Tide 48 6 12|Amber 56 14 32"""),
    ("Noorvale", "NV-KHL", "Kohl Almanac Eyeliner", "eye", "natural", "full", 20.00, 1, 1, "none", """
        New Moon 10 0 0|Peat 20 6 8|Slate 34 -1 -5|Aubergine 22 14 -6|Fir 26 -10 8|Midnight 18 4 -18
        Rust Moon 36 20 22|Fog 58 0 -2|Cedar 30 12 14|Bone 84 2 8"""),
    ("Oriel & Fenn", "OF-BRW", "Eaves Brow Pencil", "brow", "matte", "medium", 21.00, 1, 1, "none", """
        Thatch 60 5 18|Straw 54 6 17|Russet 44 14 20|Oak 40 7 14|Bark 32 7 11|Loam 25 5 7|Soot 16 1 1"""),
    ("Lumenka", "LU-BRG", "Featherset Brow Gel", "brow", "natural", "sheer", 18.00, 1, 0, "limonene", """
        Flax 62 4 16|Ash Blond 55 2 11|Copper 45 16 22|Taupe 43 3 8|Soft Brown 36 7 12|Deep Brown 26 6 8|Soft Black 18 2 2"""),
    ("Juniper Asch", "JA-BRP", "Fallow Brow Powder", "brow", "matte", "medium", 16.00, 1, 1, "none", """
        Wheatear 58 5 17|Wren 47 6 14|Linnet 42 13 19|Dunlin 38 5 10|Plover 31 6 10|Rook 23 3 5|Raven 15 0 0"""),
]

# Bronzer and contour follow skin, deeper by a part of its luminance: depths a line, then the move at L* 50.
SCULPT = [
    ("Oriel & Fenn", "OF-HTH", "High Thatch Bronzer", "bronzer", "matte", "medium", 34.00, 1, 1, "none", 8, (-6, 2, 5)),
    ("Halcyra", "HA-SUN", "Matinee Sun Bronzer", "bronzer", "satin", "light", 37.50, 0, 0, "linalool", 7, (-7, 3, 4)),
    ("Sablewick", "SW-TAN", "Stagecoach Cream Bronzer", "bronzer", "natural", "medium", 16.90, 1, 1, "none", 7, (-5, 2, 5)),
    ("Tessaly Row", "TR-SHD", "Drop Shadow Contour", "contour", "matte", "medium", 33.00, 1, 1, "none", 8, (-9, -1, -2)),
    ("Pellamar", "PM-HUL", "Hull Line Contour Stick", "contour", "natural", "full", 19.50, 0, 1, "lanolin", 8, (-8, -1, -1)),
]


# --- Colour -----------------------------------------------------------------------------------------------------------
def linear_srgb(lab):
    """Linear sRGB of a D65 Lab, with the white and the inverse matrix the package uses."""
    l, a, b = lab
    white = (0.3127 / 0.3290, 1.0, (1 - 0.3127 - 0.3290) / 0.3290)
    fy = (l + 16) / 116
    f = lambda v: v ** 3 if v > 6 / 29 else (v - 4 / 29) * 108 / 841
    x, y, z = white[0] * f(fy + a / 500), white[1] * f(fy), white[2] * f(fy - b / 200)
    return (3.2406254773200533 * x - 1.5372079722103187 * y - 0.4986285986982479 * z,
            -0.9689307147293197 * x + 1.8757560608852415 * y + 0.041517523842953964 * z,
            0.055710120445510616 * x - 0.2040210505984867 * y + 1.0569959422543882 * z)


def hex_of(lab):
    def code(v):
        v = min(max(v, 0.0), 1.0)
        v = 12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055
        return int(math.floor(v * 255 + 0.5))
    rgb = linear_srgb(lab)
    assert min(rgb) > -0.002 and max(rgb) < 1.002, f"{lab} is outside sRGB"
    return "#%02x%02x%02x" % tuple(code(v) for v in rgb)


def delta_e00(p, q):
    """CIEDE2000 (CIE 142-2001), hues as in Sharma et al. 2005."""
    l1, a1, b1 = p
    l2, a2, b2 = q
    cm = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    dh = h2 - h1
    if dh > 180: dh -= 360
    elif dh < -180: dh += 360
    hm = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    lm, cm = (l1 + l2) / 2 - 50, (c1 + c2) / 2
    cos = lambda d: math.cos(math.radians(d))
    t = 1 - 0.17 * cos(hm - 30) + 0.24 * cos(2 * hm) + 0.32 * cos(3 * hm + 6) - 0.20 * cos(4 * hm - 63)
    dl = (l2 - l1) / (1 + 0.015 * lm * lm / math.sqrt(20 + lm * lm))
    dc = (c2 - c1) / (1 + 0.045 * cm)
    dH = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2)) / (1 + 0.015 * cm * t)
    rt = -math.sin(math.radians(60 * math.exp(-((hm - 275) / 25) ** 2))) * 2 * math.sqrt(cm ** 7 / (cm ** 7 + 25 ** 7))
    return math.sqrt(max(dl * dl + dc * dc + dH * dH + rt * dc * dH, 0))


# --- Names ------------------------------------------------------------------------------------------------------------
def depth_word(lightness):
    return next(word for floor, word in DEPTHS if lightness >= floor)


def word_for(lightness, words=WORDS):
    share = (LIGHTEST - lightness) / (LIGHTEST - DEEPEST)
    return words[min(max(int(share * len(words)), 0), len(words) - 1)]


def name_shades(system, shades):
    """Names for a line's (lab, undertone), light to deep, by the naming system it uses."""
    names, within, used = [], {}, set()
    for order, (lab, undertone) in enumerate(shades):
        letter, word = LETTERS[undertone], word_for(lab[0])
        depth, share = depth_word(lab[0]), (LIGHTEST - lab[0]) / (LIGHTEST - DEEPEST)
        if system == "number":
            name = f"{100 + round(48 * share) * 10}{letter} {word}"
        elif system == "words":
            within[depth] = within.get(depth, 0) + 1
            name = f"{depth.capitalize()} {within[depth]} {undertone.title()}"
        elif system == "half":
            name = f"{letter}{1 + round(15 * share) / 2:g}"
        elif system == "place":
            name = PLACES[order]
        elif system == "code":
            name = f"{letter}{10 + round(89 * share)}"
        elif system == "cushion":
            name = f"{13 + 2 * round(20 * share)}{letter} {word}"
        elif system == "grade":
            grade = depth[0].upper() if depth != "rich" else "D+"
            within[grade, undertone] = within.get((grade, undertone), 0) + 1
            name = f"{grade}{within[grade, undertone]} {undertone.title()} {word}"
        else:
            within[word] = within.get(word, 0) + 1
            name = f"{word} {within[word]}"
        assert name not in used, name
        used.add(name)
        names.append(name)
    return names


def slug(text):
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


# --- Rows -------------------------------------------------------------------------------------------------------------
COLUMNS = ["sku", "brand", "product", "shade", "category", "L", "a", "b", "lab_sd", "hex", "finish", "coverage", "price",
           "currency", "undertone", "depth", "vegan", "fragrance_free", "allergens", "stock", "url"]


# Where the sequences of base_labs start, for skin that is not olive and skin that is: undertone, chroma and depth
# offsets, then the spreads of undertone and chroma and how far lines are out of step. The best of 200 random trials, by
# the greatest distance of --coverage.
PLAIN = (0.227, 0.388, 0.916, 0.709, 2.198, 0.991)
MUTED = (0.900, 0.461, 0.568, 1.334, 2.241, 0.844)


def base_labs(line):
    """A line's shades, light to deep, each depth in five undertones.

    Lines are out of step with each other, and each shade is nudged in undertone and chroma by an additive recurrence
    (Roberts 2018, the plastic number's sequence), so that the lines together fill the sheet of skin colours evenly.
    """
    depths = BASES[line][11]
    before = sum(entry[11] for entry in BASES[:line])
    shades = []
    for step in range(depths):
        for index, (undertone, middle) in enumerate(UNDERTONES.items()):
            is_olive = "olive" in undertone
            u0, v0, p0, hue_spread, chroma_spread, stagger = MUTED if is_olive else PLAIN
            n = before + step + 1
            u = (u0 + 0.31 * index + n * 0.7548776662466927) % 1
            v = (v0 + 0.47 * index + n * 0.5698402909980532) % 1
            phase = (line * 0.6180339887498949 + 0.2 * index + p0) % 1
            lightness = evenly((step + phase * stagger + (1 - stagger) / 2) / depths)
            t = middle + hue_spread * (u - 0.5)
            reach = chroma_spread * (1 if is_olive else 2.25 * (1 - 0.55 * min(abs(t), 1.3)))
            lab = skin(lightness, t, reach * (v - 0.5), is_olive)
            shades.append((tuple(round(x, 2) for x in lab), undertone))
    return sorted(shades, reverse=True)


def skin(lightness, t, push, is_olive):
    """Skin of a lightness with undertone `t` (-1 cool, 1 warm) and `push` more chroma than is typical."""
    a, b = typical(lightness)
    chroma = math.hypot(a, b)
    da, db = olive_shift(lightness) if is_olive else (0, 0)
    return (lightness, a + da + t * HUE_STEP[0] + push * a / chroma, b + db + t * HUE_STEP[1] + push * b / chroma)


def rows():
    dice = random.Random(20260101)
    out = []

    def add(brand, code, product, name, key, category, lab, sd, finish, coverage, price, undertone, depth, vegan,
            fragrance_free, allergens):
        stock = 0 if dice.random() < 0.07 else dice.randrange(3, 240)
        out.append([f"{code}-{key}", brand, product, name, category, *("%.2f" % x for x in lab), "%.1f" % sd,
                    hex_of(lab), finish, coverage, "%.2f" % price, "EUR", undertone, depth,
                    "yes" if vegan else "no", "yes" if fragrance_free else "no", allergens, stock,
                    f"https://example.com/{slug(brand)}/{slug(product)}/{slug(name)}"])

    for line, entry in enumerate(BASES):
        brand, code, product, category, finish, coverage, price, sd, vegan, free, allergens, depths, system = entry
        shades = base_labs(line)
        for order, (shade, name) in enumerate(zip(shades, name_shades(system, shades))):
            lab, undertone = shade
            add(brand, code, product, name, "%02d" % (order + 1), category, lab, sd, finish, coverage, price,
                undertone.split()[-1], depth_word(lab[0]), vegan, free, allergens)
    for brand, code, product, category, finish, coverage, price, vegan, free, allergens, depths, move in SCULPT:
        for step in range(depths):
            lightness = evenly((step + 0.5) / depths)
            share = (lightness + 16) / 66
            lab = tuple(round(x + share * d, 2) for x, d in zip(skin(lightness, 0, 0, False), move))
            name = f"{step + 1:02d} {word_for(lightness)}"
            add(brand, code, product, name, "%02d" % (step + 1), category, lab, 1.2, finish, coverage, price, "",
                depth_word(lightness), vegan, free, allergens)
    for brand, code, product, category, finish, coverage, price, vegan, free, allergens, table in COLORS:
        entries = [entry for line in table.strip().splitlines() for entry in line.strip().split("|")]
        for order, entry in enumerate(entries):
            *words, l, a, b = entry.split()
            add(brand, code, product, " ".join(words), "%02d" % (order + 1), category, (float(l), float(a), float(b)),
                1.0, finish, coverage, price, "", "", vegan, free, allergens)
    assert len({row[0] for row in out}) == len(out)
    return out


# --- Coverage ---------------------------------------------------------------------------------------------------------
def plausible_skins():
    """(Lab, undertone, olive): every L* from 26 to 74, undertones about their middles, five chromas, olive or not.

    Chroma reaches far enough to fill the published a* +- 1.5, b* +- 2.5 at each lightness.
    """
    for lightness in range(26, 75):
        for undertone, middle in (("cool", -1.0), ("neutral", 0.0), ("warm", 1.0)):
            for lean in (-0.3, 0.0, 0.3):
                for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
                    for olive in (False, True):
                        t = middle + lean
                        reach = 1.2 if olive else 2.7 * (1 - 0.55 * abs(t))
                        yield skin(lightness, t, share * reach, olive), undertone, olive


def coverage():
    shades = [(tuple(map(float, row[5:8])), row[4]) for row in rows()]
    for title, categories in (("foundation alone", {"foundation"}),
                              ("foundation, concealer, tint", {"foundation", "concealer", "tint"})):
        labs = [lab for lab, category in shades if category in categories]
        print(f"{title}: {len(labs)} shades; distance to the nearest, Delta E00 (max, 95th percentile)")
        groups = {}
        for lab, undertone, olive in plausible_skins():
            near = sorted(labs, key=lambda s: math.dist(s, lab))[:12]
            third = "light 58-74" if lab[0] >= 58 else "medium 42-58" if lab[0] >= 42 else "deep 26-42"
            groups.setdefault((third, undertone + (" olive" if olive else "")), []).append(
                min(delta_e00(lab, s) for s in near))
        for key, distances in groups.items():
            distances.sort()
            print("  %-13s %-14s %.2f %.2f" % (*key, distances[-1], distances[int(0.95 * (len(distances) - 1))]))


def main():
    if "--coverage" in sys.argv[1:]:
        return coverage()
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "Catalog" / "sample.csv"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows())
    target.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
