"""The units that stand above a table, 单位：亿元、亩, and the columns they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from geo_zs import text, units
from geo_zs.imports.field_units import (
    all_unit_keys,
    is_foreign_unit,
    is_measured,
    looks_like_unit,
    size_in_field,
    unit_key,
)
from geo_zs.imports.mapping import Mapped
from geo_zs.register.fields import RecordField

#: What may stand before 单位 where a unit, and not an office, follows without a colon.
_OF_UNIT: Final = (
    r"(?<![\u4e00-\u9fff])(?:计量|金额|货币|资金|投资额?|面积)?单位\s*[:：]?"
)
_BEGIN: Final = rf"(?:(?:单位|\bunits?)\s*[:：]|{_OF_UNIT}|\bunits?(?=\s*[(（\[【]))"
_STATED: Final = re.compile(rf"{_BEGIN}(.*?)(?={_BEGIN}|$)", re.IGNORECASE | re.DOTALL)
#: A unit of money beside what it is of (金额：万元), or alone in brackets (（万元）).
_MONEY: Final = re.compile(
    r"(?:(?:金额|投资额|资金|货币|币值)(?:单位)?\s*[:：]\s*([^\s、，,;；|·。()（）\[\]【】]+)"
    r"|[(（\[【]\s*([^()（）\[\]【】]*)[)）\]】])(?=\s|[|·，,；;。(（]|$)"
)
_APART: Final = re.compile(r"[\s、，,;；|·。()（）\[\]【】]+|和|及|与|\band\b")
#: Behind 单位 stands an office, unless a unit was found with it already.
_OFFICE: Final = re.compile(r"单位\s*$")
#: What a unit is of, where the line says so: 金额万元.
_WHAT: Final = re.compile(
    r"^(?:总?投资额?|金额|资金|面积|用地|土地|功率|负荷|电力|用电量?|用水量?|能耗)"
    r"(?:[为按以])?[:：]?"
)


def title_units(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the units that the texts above a table state, each once.

    Parameters
    ----------
    titles : sequence of str
        One cell each; ``单位：`` may stand in one and its units in the next.

    Examples
    --------
    >>> title_units(["填报单位：某局", "单位：亿元、亩"])
    ('亿元', '亩')
    >>> title_units(["台账（单位 万元）", "填报单位 万元户乡"])
    ('万元',)
    """
    found: dict[str, None] = {}
    for title in titles:
        for stated in _MONEY.finditer(text.clean(title)):
            unit = stated[1] or stated[2]
            if _is_money(unit) and not _OFFICE.search(title[: stated.start()]):
                found[unit.strip()] = None
    for part in _STATED.findall(" ".join(titles)):
        for piece in _APART.split(part):
            found.update(dict.fromkeys(_units(piece)))
    return tuple(found)


def _is_money(unit: str) -> bool:
    """Tell whether a text is a unit of money that nothing else can be meant by."""
    key = unit_key(unit)
    return key.endswith(("元", "人民币", "卢布", "英镑", "港币", "美金")) and any(
        units.factor(quantity, key) is not None
        for quantity in ("money", "foreign_money")
    )


def _units(piece: str) -> Iterator[str]:
    """Yield the unit or units in a word; nothing if it is none."""
    written = _WHAT.sub("", piece)
    key = unit_key(written)
    parts = written.split("/")
    known = all_unit_keys()
    if key not in known and all(unit_key(one) in known for one in parts):
        yield from parts
    elif key and looks_like_unit(written):
        yield written


def with_title_units(
    columns: Sequence[Mapped], specs: Mapping[str, RecordField], titles: Sequence[str]
) -> list[Mapped]:
    """Give columns without a unit the one above the table that measures them.

    Parameters
    ----------
    columns : sequence of Mapped
        As their headers say.
    specs : mapping of str to RecordField
        Fields of the table.
    titles : sequence of str
        Texts above the header.

    Returns
    -------
    list of Mapped
        Where two different units measure a column it gets both (``万元、亿元``), so
        that its bare numbers are refused: neither of them is chosen, nor another.
    """
    stated = title_units(titles)
    if not stated:
        return list(columns)
    return [_with_unit(one, specs, stated) for one in columns]


def _with_unit(
    one: Mapped, specs: Mapping[str, RecordField], stated: Sequence[str]
) -> Mapped:
    """Return a column with the unit above the table that measures it."""
    if one.field is None or one.unit is not None:
        return one
    spec = specs[one.field]
    if not is_measured(spec) or spec.quantity in ("lon", "lat"):
        return one
    sizes: dict[float | str, str] = {}
    for unit in stated:
        size = size_in_field(spec, unit)
        if size is not None:
            sizes.setdefault(size, unit)
        elif is_foreign_unit(spec, unit):
            sizes.setdefault(unit_key(unit), unit)
    unit = "、".join(sizes.values()) or _either(spec, stated)
    return replace(one, unit=unit, is_title_unit=True) if unit else one


def _either(spec: RecordField, stated: Sequence[str]) -> str:
    """Return a unit such as 万元/亩 of which one side measures a field.

    It may be meant as a price or as two units, so bare numbers are to be refused.
    """
    for unit in stated:
        if any(size_in_field(spec, side) is not None for side in unit.split("/")):
            return unit
    return ""
