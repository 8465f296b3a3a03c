"""The fonts of PDF and pictures, and text that is never taken for markup.

Both files are cut by ``tools/vendor_fonts.py``. What the bold one lacks is set in
the regular one; what neither has shows as a box with a cross, so that nothing
vanishes. The classical Mongolian script is among that: see the tool.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from geo_zs.text_guard import whole_text

REGULAR: Final = "NotoSansSC-Regular"
BOLD: Final = "NotoSansSC-Bold"
FOLDER: Final = Path(__file__).resolve().parent / "fonts"

#: Control characters but tab and line break; a page has no use for them.
_CONTROLS: Final = {
    **dict.fromkeys((*range(32), *range(127, 160)), None),
    9: " ",
    10: "\n",
    0x2028: "\n",
    0x2029: "\n",
}


@cache
def register_fonts() -> frozenset[str]:
    """Make the fonts known to reportlab, once; return what the bold one has.

    Returns
    -------
    frozenset of str
        Characters of the bold font.
    """
    fonts = [TTFont(name, FOLDER / f"{name}.ttf") for name in (REGULAR, BOLD)]
    for font in fonts:
        registerFont(font)
    return frozenset(map(chr, fonts[1].face.charToGlyph))


def page_text(text: str) -> str:
    r"""Return a text as a page can show it.

    Parameters
    ----------
    text : str
        Any text: line breaks of all systems become ``\n``, other control
        characters go, halves of characters become �.
    """
    return (
        whole_text(text).replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    )


def runs(text: str, *, is_bold: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text with the font that each is set in.

    Parameters
    ----------
    text : str
        Any text.
    is_bold : bool
        Whether the bold font is wanted; what it lacks comes out regular.

    Yields
    ------
    (str, str)
        Name of the font and the part of the text.
    """
    bold = register_fonts()
    if not is_bold or not text:
        yield REGULAR, text
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (text[at] in bold) != (text[start] in bold):
            yield (BOLD if text[start] in bold else REGULAR), text[start:at]
            start = at


def markup(text: str, *, is_bold: bool = False) -> str:
    """Return a text as the markup of a reportlab paragraph that shows just it.

    Parameters
    ----------
    text : str
        Any text; ``<b>``, ``&lt;`` and the like are shown as they stand.
    is_bold : bool
        Whether it is set in bold; see `runs`.
    """
    shown = page_text(text)
    parts = []
    for font, part in runs(shown, is_bold=is_bold):
        safe = escape(part).replace("\n", "<br/>")
        parts.append(f'<font name="{font}">{safe}</font>' if is_bold else safe)
    return "".join(parts)


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide a text is, in points.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Size of the font, points.
    is_bold : bool
        Whether it is set in bold.
    """
    found = runs(text, is_bold=is_bold)
    return sum(float(stringWidth(part, font, size)) for font, part in found)


def fit_text(text: str, size: float, width: float, *, is_bold: bool = False) -> str:
    """Return a text that is no wider than `width`, with … where it was cut.

    Parameters
    ----------
    text : str
        One line; line breaks become spaces.
    size, width : float
        Size of the font and room, points.
    is_bold : bool
        Whether it is set in bold.
    """
    line = page_text(text).replace("\n", " ")
    if text_width(line, size, is_bold=is_bold) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(line[:middle] + "…", size, is_bold=is_bold) <= width:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"
