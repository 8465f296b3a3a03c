"""Cut the fonts of the reports out of an npm tree.

Run it after ``npm ci --ignore-scripts`` (``package-lock.json`` pins each package
by its sha512)::

    python tools/vendor_fonts.py node_modules geo_zs/reports/fonts

The result is committed, so that an installation needs no npm, and a repeated run
writes the same bytes. Two TrueType files come out, which reportlab reads as they
are: a regular one with every character of GBK (what a Chinese Windows can write),
Latin, Greek and Cyrillic, and a bold one for titles and heads of tables with the
3,755 usual characters. Letters that Noto Sans SC lacks (Ө and Ү of Mongolian, Latin
with marks) are taken from Noto Sans, which is drawn on the same square.

The classical Mongolian script (ᠮᠣᠩᠭᠣᠯ) is left out: it is written downwards and its
letters change their form by their neighbours, which reportlab cannot do.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HAN_PACKAGE: Final = "@expo-google-fonts/noto-sans-sc"
LETTER_PACKAGE: Final = "@fontsource/noto-sans"

#: Package, its licence of the font, and the name it gets beside the fonts.
LICENCES: Final = (
    (HAN_PACKAGE, "LICENSE_FONT", "LICENSE-NotoSansSC.txt"),
    (LETTER_PACKAGE, "LICENSE", "LICENSE-NotoSans.txt"),
)

#: Blocks besides Han: first and last character, both taken.
BLOCKS: Final = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin with marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic, Mongolian letters in it
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x23FF),  # superscripts, currencies, units, arrows, mathematics
    (0x2460, 0x27BF),  # enclosed numbers, boxes, shapes, signs
    (0x3000, 0x30FF),  # CJK punctuation, kana
    (0x3200, 0x33FF),  # enclosed words, squared units (㎡)
    (0xFE30, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full width
)
#: The letters that are borrowed where Noto Sans SC has none.
BORROWED: Final = ((0x0100, 0x024F), (0x0400, 0x052F))
#: Han of the names of leagues, banners, parks and ports that are not usual ones.
NAME_HAN: Final = "垧敕磴舸赉"
#: Tables that only shaping, hinting or vertical setting need.
DROPPED: Final = (
    "BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx",
)  # fmt: skip


class VendorError(RuntimeError):
    """A package or a character that must be there is missing."""


@dataclass(frozen=True)
class Face:
    """One file to make.

    Parameters
    ----------
    file : str
        Name of the made file.
    han : str
        The file of Noto Sans SC, inside its package.
    weight : int
        Weight of the slices of Noto Sans that letters are borrowed from.
    is_full : bool
        With all Han of GBK; else with the usual ones.
    """

    file: str
    han: str
    weight: int
    is_full: bool


FACES: Final = (
    Face(
        "NotoSansSC-Regular.ttf",
        "400Regular/NotoSansSC_400Regular.ttf",
        400,
        is_full=True,
    ),
    Face(
        "NotoSansSC-Bold.ttf",
        "700Bold/NotoSansSC_700Bold.ttf",
        700,
        is_full=False,
    ),
)


def coded(codec: str, rows: range) -> set[int]:
    """Return the characters of some rows of a Chinese two-byte code.

    Parameters
    ----------
    codec : str
        ``gb2312`` or ``gbk``.
    rows : range
        First bytes.
    """
    pairs = (bytes((row, cell)) for row in rows for cell in range(0x40, 0xFF))
    return {ord(text) for pair in pairs for text in pair.decode(codec, "ignore")[:1]}


def wanted(face: Face, has: Iterable[int]) -> set[int]:
    """Return the characters that a file shall hold, of those its source has."""
    found = {one for low, high in BLOCKS for one in range(low, high + 1)}
    if face.is_full:
        # Beyond the basic plane the source has what the list of 8,105 asks for.
        found |= coded("gbk", range(0x81, 0xFF)) | {one for one in has if one > 0xFFFF}
        found |= coded("gb2312", range(0xA1, 0xAA))
        return found & set(has)
    found |= coded("gb2312", range(0xB0, 0xD8)) | {ord(one) for one in NAME_HAN}
    return found & set(has)


def borrow(font: TTFont, source: TTFont) -> list[int]:
    """Copy the letters that `font` lacks out of `source`; return which.

    Parameters
    ----------
    font : TTFont
        Gets the outlines, all of them simple ones.
    source : TTFont
        Drawn on a square of the same size.

    Raises
    ------
    VendorError
        If the squares differ.
    """
    if font["head"].unitsPerEm != source["head"].unitsPerEm:
        message = "the fonts are drawn on squares of different size"
        raise VendorError(message)
    known, names = font.getBestCmap(), source.getBestCmap()
    missing = sorted(
        code
        for code in names
        if code not in known and any(low <= code <= high for low, high in BORROWED)
    )
    outlines = source.getGlyphSet()
    for code in missing:
        drawn = DecomposingRecordingPen(outlines)
        outlines[names[code]].draw(drawn)
        pen = TTGlyphPen(None)
        drawn.replay(pen)
        name = f"borrowed{code:04X}"
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = source["hmtx"][names[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    return missing


def make(face: Face, node_modules: Path, target: Path) -> dict[str, object]:
    """Write one font file; return what the manifest says of it.

    Parameters
    ----------
    face : Face
        Which one.
    node_modules : Path
        Tree made by ``npm ci --ignore-scripts``.
    target : Path
        The file to write.

    Raises
    ------
    VendorError
        If a package is missing.
    """
    source = _file(node_modules / HAN_PACKAGE, face.han)
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        glyph_names=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    options.drop_tables = [*options.drop_tables, *DROPPED]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted(face, font.getBestCmap()))
    subsetter.subset(font)
    borrowed: list[int] = []
    for part in ("latin-ext", "cyrillic", "cyrillic-ext"):
        name = f"files/noto-sans-{part}-{face.weight}-normal.woff2"
        borrowed += borrow(font, TTFont(_file(node_modules / LETTER_PACKAGE, name)))
    font.save(target, reorderTables=True)
    return {
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "characters": len(font.getBestCmap()),
        "borrowed": len(borrowed),
    }


def vendor(node_modules: Path, out: Path) -> dict[str, object]:
    """Fill `out` with the fonts, their licences and a manifest.

    Parameters
    ----------
    node_modules : Path
        Tree made by ``npm ci --ignore-scripts``.
    out : Path
        Folder to fill; what it held before is removed.

    Returns
    -------
    dict
        ``files`` (name → sha256, number of characters, how many are borrowed) and
        ``packages`` (name → version, licence, licence file).

    Raises
    ------
    VendorError
        If a package or its licence is missing.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    packages: dict[str, object] = {}
    for package, licence, name in LICENCES:
        described = _file(node_modules / package, "package.json")
        shutil.copyfile(_file(node_modules / package, licence), out / name)
        packages[package] = {
            "version": json.loads(described.read_text("utf-8"))["version"],
            "licence": "OFL-1.1",
            "licence_file": name,
        }
    files = {face.file: make(face, node_modules, out / face.file) for face in FACES}
    manifest: dict[str, object] = {"files": files, "packages": packages}
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(text, "utf-8", newline="\n")
    return manifest


def _file(folder: Path, inside: str) -> Path:
    """Return a file of a package, or say how to get it."""
    path = folder / inside
    if not path.is_file():
        message = f"{path} is missing; run: npm ci --ignore-scripts"
        raise VendorError(message)
    return path


def main() -> int:
    """Read the two folders from the command line and report what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("node_modules", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        vendor(arguments.node_modules, arguments.out)
    except VendorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for path in sorted(arguments.out.iterdir()):
        print(path.name, f"{path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
