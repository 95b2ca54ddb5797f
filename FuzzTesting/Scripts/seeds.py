"""Writes seed corpora: small sound files of every kind the readers meet, drawn here, for the search to start from.

usage: seeds.py FOLDER    fills FOLDER/jpeg, png, exif, icc, tflite, csv, ndjson and xml

FOLDER appears once all are drawn; what stood there before is replaced.

Needs Pillow and NumPy. Pictures of every kind come from the script that Imaging's tests use.
"""
import io, json, runpy, shutil, struct, sys, tempfile, zlib
from pathlib import Path
from PIL import Image, PngImagePlugin
import tiny_networks

root = Path(__file__).resolve().parents[2]
folder = Path(sys.argv[1])
out = folder.with_name(folder.name + ".part")
shutil.rmtree(out, ignore_errors=True)
seeds = {}


def seed(kind, name, data):
    folder = out / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    seeds.setdefault(kind, []).append(len(data))


def saved(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


# Pictures of the tests, and much smaller ones of the kinds that differ in structure.

with tempfile.TemporaryDirectory() as pictures:
    sys.argv[1:] = [pictures]
    drawn = runpy.run_path(str(root / "Tests/ImagingTests/Data/pictures.py"))
    for path in sorted(Path(pictures).iterdir()):
        if path.suffix in (".jpg", ".png") and path.stat().st_size < 8_000:
            seed("jpeg" if path.suffix == ".jpg" else "png", path.name, path.read_bytes())

small = drawn["rgb"].resize((17, 13))
dot = small.resize((1, 1))
for name, image in (("small", small), ("dot", dot)):
    for options in ({}, {"progressive": True}, {"restart_marker_blocks": 1}, {"subsampling": 1}, {"keep_rgb": True}):
        label = "-".join([name, *options]) + ".jpg"
        seed("jpeg", label, saved(image, "JPEG", quality=60, **options))
    for mode in ("1", "L", "P", "RGB", "RGBA", "LA", "I;16"):
        picture = image.convert("RGB").convert("L").convert(mode) if mode in ("1", "LA", "I;16") else image.convert(mode)
        seed("png", f"{name}-{mode.replace(';', '')}.png", saved(picture, "PNG"))
seed("jpeg", "small-cmyk.jpg", saved(small.convert("CMYK"), "JPEG", quality=60))
seed("jpeg", "small-profile.jpg", saved(small, "JPEG", quality=60, icc_profile=drawn["p3"]))

words = PngImagePlugin.PngInfo()
words.add_text("Comment", "drawn", zip=True)
words.add_itxt("Title", "drawn", "de", "Titel", zip=True)
words.add_text("Author", "nobody")
seed("png", "small-texts.png", saved(small, "PNG", pnginfo=words, icc_profile=drawn["p3"]))

# Metadata.

for order, letters in ((">", b"MM\0*"), ("<", b"II*\0")):
    for kind, code in (("B", 1), ("H", 3), ("I", 4)):
        value = struct.pack(order + kind, 6).ljust(4, b"\0")
        entry = struct.pack(order + "HHI", 0x0112, code, 1) + value
        other = struct.pack(order + "HHII", 0x0110, 2, 8, 40)
        body = letters + struct.pack(order + "IH", 8, 2) + other + entry + struct.pack(order + "I", 0)
        seed("exif", f"{'big' if order == '>' else 'little'}-{kind}", body)
seed("exif", "pillow", drawn["exif"](8)[6:])

for name in ("p3", "tagged_srgb", "adobe", "gray_profile", "inks"):
    seed("icc", name, drawn[name])
from PIL import ImageCms
seed("icc", "lcms-srgb", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
seed("icc", "lcms-lab", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())


def lut_profile(space, inputs, kind, version, tag=b"A2B0"):
    """A profile of one small table, in each of the three ways ICC writes one."""
    points = 2
    grid = bytes((i * 37) % 256 for i in range(points**inputs * 3))
    if kind == b"mft1":
        body = b"mft1\0\0\0\0" + bytes([inputs, 3, points, 0]) + struct.pack(">9i", *([65536, 0, 0, 0] * 3)[:9])
        body += bytes(range(256)) * inputs + grid + bytes(range(256)) * 3
    elif kind == b"mft2":
        body = b"mft2\0\0\0\0" + bytes([inputs, 3, points, 0]) + struct.pack(">9i", *([65536, 0, 0, 0] * 3)[:9])
        body += struct.pack(">HH", 2, 2) + struct.pack(">HH", 0, 65535) * inputs
        body += b"".join(bytes([b, b]) for b in grid) + struct.pack(">HH", 0, 65535) * 3
    else:
        ramp = drawn["curve"](1.0)
        clut = bytes([points] * inputs).ljust(16, b"\0") + bytes([1, 0, 0, 0]) + grid
        clut += b"\0" * (-len(clut) % 4)
        matrix = struct.pack(">12i", *([65536, 0, 0, 0] * 3)[:9], 0, 0, 0)
        place = 32
        b_at = place
        matrix_at = b_at + 3 * len(ramp)
        m_at = matrix_at + len(matrix)
        clut_at = m_at + 3 * len(ramp)
        a_at = clut_at + len(clut)
        body = b"mAB \0\0\0\0" + bytes([inputs, 3, 0, 0]) + struct.pack(">5I", b_at, matrix_at, m_at, clut_at, a_at)
        body += ramp * 3 + matrix + ramp * 3 + clut + ramp * inputs
    tags = [(b"desc", drawn["text"](f"{kind.decode()} {inputs}")), (b"cprt", drawn["text"]("none")), drawn["WHITE"]]
    header = drawn["icc"](space, b"mntr", tags + [(tag, body)], version)
    return header[:20] + b"Lab " + header[24:]


for space, inputs in ((b"RGB ", 3), (b"CMYK", 4), (b"GRAY", 1)):
    for kind, version in ((b"mft1", 0x02200000), (b"mft2", 0x02200000), (b"mAB ", 0x04200000)):
        seed("icc", f"{space.decode().strip()}-{kind.decode().strip()}", lut_profile(space, inputs, kind, version))

# Networks.

for name, data in tiny_networks.all():
    seed("tflite", name, data)
    seed("tflite", f"{name}-cut", data[: len(data) * 2 // 3])

# Feeds: rows of the sample catalog, and the ways feeds differ.

rows = (root / "Catalog/sample.csv").read_text().splitlines()
header, rows = rows[0], rows[1:]
names = header.split(",")
seed("csv", "rows", "\n".join([header] + rows[:3]).encode())
seed("csv", "crlf", "\r\n".join([header] + rows[3:5]).encode() + b"\r\n")
seed("csv", "bom", b"\xef\xbb\xbf" + "\n".join([header, rows[7]]).encode())
seed("csv", "tabs", "\n".join([header, rows[9]]).replace(",", "\t").encode())
seed("csv", "semicolons", "\n".join([header, rows[9]]).replace(",", ";").encode())
short = "sku,brand,product,shade,category,L,a,b\n"
seed("csv", "short", (short + "A1,B,C,210N Sand,foundation,62,12,18\n").encode())
seed("csv", "quoted", (short + 'A1,"B, ""and"" co","C\nD",210N,foundation,62,12,18\n').encode())
seed("csv", "twice", (short + "A1,B,C,D,lip,62,12,18\nA1,B,C,D,lip,62,12,18\n").encode())
seed("csv", "faults", (short + "=1+1,B,C,D,lip,nan,1e999,-0\n,,,,,,,\nA\xff,B\n").encode("latin-1"))
for index in (0, 40):
    cells = dict(zip(names, rows[index].split(",")))
    seed("ndjson", f"strings-{index}", (json.dumps(cells) + "\n").encode())
    typed = {k: float(v) if k in ("L", "a", "b", "price", "lab_sd") else v for k, v in cells.items() if v}
    seed("ndjson", f"typed-{index}", (json.dumps(typed) + "\n" + json.dumps({"sku": None, "vegan": True})).encode())
seed("ndjson", "escapes", b'{"sku":"A\\u00e9\\ud83d\\ude00\\n\\"","L":62e0,"a":-1.2E+1,"b":0}\n[1,2]\n{"x":{"y":[]}}\n')

google = "id\ttitle\tbrand\tcolor\timage_link\tprice\tavailability\tgoogle_product_category\n"
seed("csv", "google", (google + "A1\tBase - Sand\tB\tSand\ta.jpg\t32.00 EUR\tin stock\tFoundation\n").encode())
shopify = "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
seed("csv", "shopify", (shopify + "base,Base Foundation,B,Shade,Sand,A1,32.00,a.jpg\nbase,,,,Clay,A2,32.00,b.jpg\n").encode())
seed("csv", "hex", b"brand,product,name,hex\nB,Foundation,355N,#A06F4A\nB,Foundation,NA,#fff\n")
item = (
    "<item><g:id>A1</g:id><title>Base Foundation</title><g:brand>B &amp; C</g:brand><g:color>Sand</g:color>"
    "<g:image_link>a.jpg</g:image_link><g:price>32.00 EUR</g:price><description><![CDATA[x<b>]]></description></item>"
)
rss = '<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>S</title>{}</channel></rss>'
seed("xml", "rss", rss.format(item + item.replace("A1", "A2")).encode())
seed("xml", "cut", rss.format(item).encode()[:-70])
atom = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">{}</feed>'
seed("xml", "atom", atom.format(item.replace("item>", "entry>")).encode())
seed("xml", "entities", ('<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>' + rss[21:].format(item + "&d;")).encode())
seed("xml", "deep", ("<a>" * 80 + "</a>" * 80).encode())
seed("xml", "latin", rss.replace('"1.0"', '"1.0" encoding="ISO-8859-1"', 1).format(item.replace("Sand", "Sänd")).encode("latin-1"))

shutil.rmtree(folder, ignore_errors=True)
out.rename(folder)
for kind, sizes in seeds.items():
    print(f"{kind}: {len(sizes)} seeds, {sum(sizes)} bytes")
