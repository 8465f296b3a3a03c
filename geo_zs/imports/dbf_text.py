"""Text of a .dbf: bytes without a word on their encoding, cut at a fixed length."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Sequence
from typing import Any, Final

from numpy.typing import NDArray

#: Every byte is one character of it, and back: bytes pass GDAL unchanged.
BYTES: Final = "ISO-8859-1"
PAGES: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "65001": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "936": "gb18030",
    "cp936": "gb18030",
    "ansi 936": "gb18030",
    "big5": "big5hkscs",
    "950": "big5hkscs",
}


def _bytes_of(cells: Collection[Any]) -> list[bytes | None]:
    """Return the bytes of cells that GDAL read as ISO-8859-1."""
    return [cell.encode(BYTES) if isinstance(cell, str) else None for cell in cells]


def find_codec(
    names: list[str], columns: list[NDArray[Any]], stated: str | None
) -> str:
    """Return the codec with the fewest cells that it cannot read.

    UTF-8 comes first among equals, even before the one that is stated: text of
    another encoding is hardly ever valid UTF-8, the other way round it often is.
    """
    sample = _bytes_of(names)
    for column in columns:
        if column.dtype == object:
            sample += [cell for cell in _bytes_of(column) if cell]
    odd = [cell for cell in sample if cell and not cell.isascii()]
    order = dict.fromkeys(["utf-8", *([stated] if stated else []), "gb18030"])
    failures = {codec: decode_cells(odd, codec, None)[2] for codec in order}
    return min(order, key=lambda codec: failures[codec])


def decoded(cells: Collection[Any], codec: str) -> tuple[list[str | None], list[int]]:
    """Return the texts of cells and the places whose last character is cut."""
    texts, halves, _ = decode_cells(_bytes_of(cells), codec, "replace")
    return texts, halves


def decode_cells(
    cells: Sequence[bytes | None], codec: str | None, errors: str | None
) -> tuple[list[str | None], list[int], int]:
    """Decode cells that may end in half a character.

    Parameters
    ----------
    cells : sequence of bytes or None
        Contents of cells.
    codec : str or None
        Which codec; None tries UTF-8, then GB18030, for each cell.
    errors : {"replace", None}
        What becomes of bytes that do not fit; None gives no text.

    Returns
    -------
    (list of str or None, list of int, int)
        The texts; the places of those cut in the middle of a character; how many
        cells do not fit.
    """
    texts: list[str | None] = []
    halves: list[int] = []
    misfits = 0
    for place, cell in enumerate(cells):
        text: str | None = None
        if cell is not None:
            for one in (codec,) if codec else ("utf-8", "gb18030"):
                decoder = codecs.getincrementaldecoder(one)()
                try:
                    text = decoder.decode(cell)
                except UnicodeDecodeError:
                    continue
                if decoder.getstate()[0]:
                    halves.append(place)
                break
            if text is None:
                misfits += 1
                if errors and codec:
                    text = cell.decode(codec, errors)
        texts.append(text)
    return texts, halves, misfits
