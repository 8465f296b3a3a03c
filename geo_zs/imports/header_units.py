"""A header in its parts: the name of a column, and the unit it states.

``总投资（万元）``, ``总投资/万元``, ``总投资 单位：万元`` and ``总投资万元`` are one
name with one unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo_zs import text
from geo_zs.imports.datum.stated import datum_of_header
from geo_zs.imports.field_units import (
    all_unit_keys,
    is_measured,
    looks_like_unit,
    size_in_field,
    unit_key,
)
from geo_zs.register.fields import RecordField

_BRACKETS: Final = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_UNIT_WORD: Final = re.compile(
    r"^(?:计量)?单位\s*[:：]?\s*|^unit\s*:?\s*", re.IGNORECASE
)
_UNIT_BEHIND: Final = re.compile(
    r"[,，;；/_\-—|:：\s]\s*(?:单位\s*[:：]?\s*)?([^,，;；_|:：\s]+)$"
)
_NUMBERING: Final = re.compile(
    r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.、)）]\s*(?=\D)"
)
#: Remarks in brackets that say nothing of the column itself.
_EMPTY_REMARKS: Final = frozenset(
    ("", "必填", "选填", "可选", "非必填", "required", "optional", "全称", "元素")
)
#: Remarks in brackets that say how a point or a date is written, not what it is.
_FORM_REMARKS: Final = re.compile(
    r"(?:坐标系?|度|十进制|decimal|degrees?|yyyy.*|年月日?|年/月/日|gb/?t.*|格式.*|如.*|例.*"
    r"|e\.?g\.?.*)"
)
#: Units that are too short to be taken off the end of a name.
_SHORT: Final = frozenset(
    ("万", "亿", "度", "方", "1", "%", "t", "a", "mu", "ha", "kw")
)


@dataclass(frozen=True)
class HeaderParts:
    """A header in its parts.

    Parameters
    ----------
    keys : tuple of str
        Forms to compare, the fullest first.
    units : tuple of str
        What may be the unit, the likeliest first.
    is_daily : bool
        Whether the name says that it is by the day.
    """

    keys: tuple[str, ...]
    units: tuple[str, ...] = ()
    is_daily: bool = False

    @property
    def key(self) -> str:
        """The barest form."""
        return self.keys[-1] if self.keys else ""


@lru_cache(maxsize=4096)
def split_header(header: str) -> HeaderParts:
    """Return a header in its parts.

    Parameters
    ----------
    header : str
        As in the file.
    """
    shown = _NUMBERING.sub("", text.clean(header).strip(" *＊"))
    remarks = [_UNIT_WORD.sub("", one).strip() for one in _BRACKETS.findall(shown)]
    units = [one for one in remarks if one and looks_like_unit(one)]
    bare = _BRACKETS.sub("", shown).strip()
    behind = _UNIT_BEHIND.search(bare)
    if behind is not None and looks_like_unit(behind[1]):
        units.append(behind[1])
        bare = bare[: behind.start()]
    telling = [one for one in remarks if not _says_nothing(one)]
    full = text.name_key(bare + "".join(telling))
    keys = [full]
    for unit in all_unit_keys():
        key = text.name_key(unit)
        if key in _SHORT or not key or not full.endswith(key) or len(key) >= len(full):
            continue
        if len(full) - len(key) >= 2:
            keys.append(full.removesuffix(key))
            units.append(unit)
            break
    last = text.name_key(re.split(r"[/|>·_]", bare)[-1])
    if not telling and len(last) >= 2 and last != full and len(keys) == 1:
        keys.append(last)
    is_daily = "日" in full or "每天" in full or "daily" in full or "perday" in full
    return HeaderParts(tuple(dict.fromkeys(keys)), tuple(units), is_daily)


def _says_nothing(remark: str) -> bool:
    """Tell whether a remark in brackets leaves the name of a column as it is."""
    key = remark.casefold().strip(" *")
    return (
        key in _EMPTY_REMARKS
        or looks_like_unit(key)
        or _FORM_REMARKS.fullmatch(key) is not None
        or datum_of_header([key]) is not None
    )


def unit_of(parts: HeaderParts, field: RecordField) -> str | None:
    """Return the unit that a header states for the numbers of a field.

    Returns
    -------
    str or None
        None if it states none. A unit that does not measure the field is returned
        as it is, so that no number is read in another one in silence.
    """
    if not is_measured(field) and field.quantity not in ("lon", "lat"):
        return None
    for unit in parts.units:
        if size_in_field(field, unit) is not None:
            return unit
        if parts.is_daily and size_in_field(field, f"{unit_key(unit)}/日") is not None:
            return f"{unit}/日"
    return parts.units[0] if parts.units else None
