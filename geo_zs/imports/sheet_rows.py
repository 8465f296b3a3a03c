"""Rows below the header that are no records: examples, totals, numbers, footnotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from geo_zs.imports.raw_table import Cell

_TOTAL: Final = re.compile(
    r"(?:全[区市旗县盟]|各盟市|本页|本月|本年|累计)?(?:合计|总计|小计|共计|总合计)"
    r"(?:[:(].*)?|(?:grand)?(?:sub)?total[:s]?|sum[:]?",
    re.IGNORECASE,
)
_FOOTNOTE: Final = re.compile(
    r"(?:备?注|说明|填表|制表|填报|审核|复核|负责人|单位负责人|联系|数据来源|资料来源|来源|note|"
    r"source)",
    re.IGNORECASE,
)
#: What the templates write into the first cell of their example row.
_EXAMPLES: Final = frozenset(("示例", "example"))
_NUMERALS: Final = "甲乙丙丁戊己庚辛壬癸"
_LETTERS: Final = "ABCDEFGHIJ"


def is_blank_row(row: Sequence[Cell]) -> bool:
    """Tell whether a row holds nothing but spaces."""
    return all(
        cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row
    )


def _squeezed(cell: Cell) -> str:
    """Return a cell as narrow text without any space."""
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())


def total_label(row: Sequence[Cell]) -> str:
    """Return the word that makes a row a total, or an empty text.

    It stands in the first cell that is filled, or the second after a number.
    """
    filled = [cell for cell in row if cell is not None and cell != ""][:2]
    for cell in filled:
        if not isinstance(cell, str):
            continue
        text = _squeezed(cell)
        if _TOTAL.fullmatch(text):
            return text
        if not text.isdigit():
            return ""
    return ""


def is_numbering(row: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns: 1 2 3, or 甲 乙 1 2."""
    texts = [_squeezed(cell).removesuffix(".0") for cell in row if cell is not None]
    texts = [text.strip("()") for text in texts if text]
    head = 0
    for names in (_NUMERALS, _LETTERS):
        while head < min(len(texts), len(names)) and texts[head] == names[head]:
            head += 1
    rest = texts[head:]
    return len(texts) > 2 and rest == [str(at + 1) for at in range(len(rest))]


def is_example(row: Sequence[Cell]) -> bool:
    """Tell whether a row is the example of a template: its first cell says so."""
    first = row[0] if row else None
    return isinstance(first, str) and _squeezed(first).casefold() in _EXAMPLES


def is_footnote(row: Sequence[Cell]) -> bool:
    """Tell whether a row is one remark, such as 注：… or 填表人：…."""
    filled = [cell for cell in row if cell is not None and cell != ""]
    if not filled or len(filled) > 3 or not isinstance(filled[0], str):
        return False
    is_remark = _FOOTNOTE.match(_squeezed(filled[0])) is not None
    return is_remark and (len(filled) == 1 or ":" in _squeezed(filled[0]))
