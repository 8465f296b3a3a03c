"""A picture as SVG text to put into a page.

No script and no style sheet: attributes only, so that a strict policy of the page
allows it. Text stays text; a browser finds, reads and copies it.
"""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Final

from geo_zs.reports.drawing import Box, Disc, Hatch, Paint, Path, Picture, Shape, Words
from geo_zs.text_guard import whole_text

_FONTS: Final = "'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
#: Stands for the id until it is known; no text holds this character.
_ID: Final = "\x00"
#: Characters that XML 1.0 cannot hold.
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
#: Pattern → what is drawn in a square of 6.
_PATTERNS: Final[dict[Hatch, str]] = {
    "rising": "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2",
    "falling": "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2",
    "crossed": "M0,6 l6,-6 M0,0 l6,6",
    "level": "M0,3 l6,0",
    "upright": "M3,0 l0,6",
    "dotted": "M1.5,2.25 l1.5,0 M4.5,5.25 l1.5,0",
}


def to_svg(picture: Picture, *, name: str = "") -> str:
    """Return a picture as an ``<svg>`` element.

    Parameters
    ----------
    picture : Picture
        What to paint.
    name : str
        Start of the ids inside, a letter first; made of the content when empty, so
        that two pictures of one page do not take each other's patterns.

    Returns
    -------
    str
        As wide as its place, never wider than drawn.
    """
    body = "".join(_shape(shape) for shape in picture.shapes)
    paints = [one.paint for one in picture.shapes if not isinstance(one, Words)]
    kinds = sorted({(one.hatch, one.hatch_ink) for one in paints if one.hatch})
    patterns = "".join(_pattern(hatch, ink) for hatch, ink in kinds)
    inside = (
        f'<title id="{_ID}-t">{_text(picture.title)}</title>'
        f'<desc id="{_ID}-d">{_text(picture.description)}</desc>'
        + (f"<defs>{patterns}</defs>" if patterns else "")
        + body
    )
    size = f"{_number(picture.width)} {_number(picture.height)}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
        f'class="picture" aria-labelledby="{_ID}-t" aria-describedby="{_ID}-d" '
        f'style="width:100%;max-width:{_number(picture.width)}px;height:auto" '
        f'font-family="{_FONTS}">'
    )
    whole = f"{opening}{inside}</svg>"
    known = name or "p" + hashlib.sha256(whole.encode()).hexdigest()[:10]
    return whole.replace(_ID, known)


def _text(text: str) -> str:
    """Return a text as the content of an element or a value of an attribute."""
    return escape(_NOT_XML.sub("", whole_text(text)))


def _number(value: float) -> str:
    """Return a coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _pattern(hatch: Hatch, ink: str) -> str:
    """Return the definition of a pattern."""
    return (
        f'<pattern id="{_pattern_id(hatch, ink)}" width="6" height="6" '
        'patternUnits="userSpaceOnUse">'
        f'<path d="{_PATTERNS[hatch]}" stroke="{ink}" stroke-width="1.5" fill="none"/>'
        "</pattern>"
    )


def _pattern_id(hatch: Hatch, ink: str) -> str:
    return f"{_ID}-{hatch}-{ink.lstrip('#')}"


def _painted(paint: Paint, *, is_closed: bool = True) -> tuple[str, str]:
    """Return the attributes of a shape, and those of its hatching (or nothing)."""
    look = f'fill="{paint.fill if paint.fill and is_closed else "none"}"'
    if paint.stroke:
        look += f' stroke="{paint.stroke}" stroke-width="{_number(paint.width)}"'
        look += ' stroke-linejoin="round"'
        if paint.dash:
            look += f' stroke-dasharray="{" ".join(map(_number, paint.dash))}"'
    if not paint.hatch or not is_closed:
        return look, ""
    return look, f'fill="url(#{_pattern_id(paint.hatch, paint.hatch_ink)})"'


def _shape(shape: Shape) -> str:
    """Return a shape, its hatching over it, its title inside."""
    if isinstance(shape, Words):
        return _words(shape)
    if isinstance(shape, Box):
        form = (
            f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" '
            f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
        )
    elif isinstance(shape, Disc):
        form = (
            f'<circle cx="{_number(shape.x)}" cy="{_number(shape.y)}" '
            f'r="{_number(shape.radius)}"'
        )
    else:
        form = f'<path fill-rule="evenodd" d="{_path(shape)}"'
    is_closed = not isinstance(shape, Path) or shape.is_closed
    look, hatching = _painted(shape.paint, is_closed=is_closed)
    title = f"<title>{_text(shape.title)}</title>" if shape.title else ""
    tag = form[1 : form.index(" ")]
    drawn = f"{form} {look}>{title}</{tag}>" if title else f"{form} {look}/>"
    return drawn + (f'{form} {hatching} pointer-events="none"/>' if hatching else "")


def _path(shape: Path) -> str:
    """Return the commands of a path."""
    end = "Z" if shape.is_closed else ""
    parts = []
    for part in shape.parts:
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in part.tolist())
        parts.append(f"M{points}{end}")
    return "".join(parts)


def _words(words: Words) -> str:
    """Return a line of text."""
    look = f'font-size="{_number(words.size)}" fill="{words.color}"'
    if words.anchor != "start":
        look += f' text-anchor="{words.anchor}"'
    if words.is_bold:
        look += ' font-weight="700"'
    if words.halo:
        look += f' stroke="{words.halo}" stroke-width="3" paint-order="stroke"'
        look += ' stroke-linejoin="round"'
    place = f'x="{_number(words.x)}" y="{_number(words.y)}"'
    return f"<text {place} {look}>{_text(words.text)}</text>"
