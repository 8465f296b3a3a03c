"""The fonts of the reports: what they hold, and the tool that cuts them."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from tools import vendor_fonts as tool

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "geo_zs" / "reports" / "fonts"


def _font(path: Path, letters: str, *, square: int = 1000) -> None:
    """Write a font in which each letter is a box of its own width."""
    names = [".notdef", *(f"u{ord(one):04X}" for one in letters)]
    glyphs = {}
    for at, name in enumerate(names):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 700), (100 + at, 700), (100 + at, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder = FontBuilder(square, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in letters})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({n: (200 + i, 0) for i, n in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.font.save(path)


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Return an npm tree with made-up fonts in the places of the real ones."""
    folder = tmp_path / "node_modules"
    for package, licence, _ in tool.LICENCES:
        (folder / package).mkdir(parents=True)
        (folder / package / "package.json").write_text('{"version": "1.2.3"}')
        (folder / package / licence).write_text("OFL")
    for face in tool.FACES:
        _font(folder / tool.HAN_PACKAGE / face.han, "AЁ包垧臺한")
    for weight in (400, 700):
        for part, letters in {
            "latin-ext": "ğ",
            "cyrillic": "Ё",
            "cyrillic-ext": "ӨҮ",
        }.items():
            name = f"files/noto-sans-{part}-{weight}-normal.woff2"
            _font(folder / tool.LETTER_PACKAGE / name, letters)
    return folder


def _characters(path: Path) -> set[str]:
    return {chr(code) for code in TTFont(path).getBestCmap()}


def test_shipped_fonts_are_those_of_the_manifest():
    manifest = json.loads((FONTS / "manifest.json").read_text("utf-8"))

    for name, entry in manifest["files"].items():
        content = (FONTS / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
    for entry in manifest["packages"].values():
        licence = (FONTS / entry["licence_file"]).read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_regular_font_has_every_han_of_gb2312_and_the_letters_of_mongolia():
    has = _characters(FONTS / "NotoSansSC-Regular.ttf")
    pairs = (
        bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(161, 255)
    )
    han = {text for pair in pairs if (text := pair.decode("gb2312", "ignore"))}

    assert len(han) == 6763
    assert han <= has
    assert set("垧祎玥喆堃昇臺灣ӨөҮүЁёğşłα㎡³≥①％") <= has


def test_every_character_of_the_tables_can_be_printed():
    has = _characters(FONTS / "NotoSansSC-Regular.ttf")
    used: set[str] = set()
    for path in (ROOT / "data").rglob("*.csv"):
        used |= set(path.read_text("utf-8"))

    assert used - has == {"\n"}


def test_bold_font_has_the_names_of_all_leagues_and_banners():
    has = _characters(FONTS / "NotoSansSC-Bold.ttf")
    for table in ("leagues", "banners"):
        with (ROOT / f"data/boundaries/{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                assert set(row["name_zh"] + row["name_en"]) <= has, row["name_zh"]


def test_missing_character_is_drawn_as_a_box():
    font = TTFont(FONTS / "NotoSansSC-Regular.ttf")

    assert font["glyf"][".notdef"].numberOfContours > 0
    assert font["hmtx"][".notdef"][0] == 1000


def test_letters_of_another_font_are_taken_only_where_the_first_has_none(
    node_modules, tmp_path
):
    out = tmp_path / "fonts"

    manifest = tool.vendor(node_modules, out)

    assert _characters(out / "NotoSansSC-Regular.ttf") == set("AЁ包垧臺ğӨҮ")
    assert _characters(out / "NotoSansSC-Bold.ttf") == set("AЁ包垧ğӨҮ")
    assert manifest["files"]["NotoSansSC-Bold.ttf"]["borrowed"] == 3
    font = TTFont(out / "NotoSansSC-Regular.ttf")
    # Ү is the second letter of its slice: 200 + its place wide.
    assert font["hmtx"][font.getBestCmap()[ord("Ү")]][0] == 202


def test_second_run_writes_the_same_bytes(node_modules, tmp_path):
    out = tmp_path / "fonts"
    tool.vendor(node_modules, out)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "left-over.ttf").write_text("old")

    tool.vendor(node_modules, out)

    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_missing_package_says_what_to_run(tmp_path):
    with pytest.raises(tool.VendorError, match="run: npm ci --ignore-scripts"):
        tool.vendor(tmp_path, tmp_path / "fonts")


def test_letters_of_another_square_are_refused(tmp_path):
    _font(tmp_path / "a.ttf", "A")
    _font(tmp_path / "b.ttf", "Ө", square=2048)

    with pytest.raises(tool.VendorError, match="squares of different size"):
        tool.borrow(TTFont(tmp_path / "a.ttf"), TTFont(tmp_path / "b.ttf"))
