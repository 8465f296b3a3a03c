"""Units as the two languages write them."""

from __future__ import annotations

from typing import Final

UNITS: Final = {
    "亿元": "× 100m CNY",
    "万吨": "× 10,000 t",
    "万千瓦": "× 10 MW",
    "万千瓦时": "× 10 MWh",
    "万套": "× 10,000 sets",
    "元/亩": "CNY/mu",
    "元/kWh": "CNY/kWh",
    "元/m³": "CNY/m³",
    "元/t": "CNY/t",
    "万元": "× 10,000 CNY",
    "万元/亩": "10,000 CNY/mu",
    "吨标准煤/万元": "tce per 10,000 CNY",
    "亩": "mu",
    "家企业": "companies",
    "个地区": "areas",
    "人次": "visits",
    "地": "places",
    "年": "",
    "人": "",
    "项": "",
    "个": "",
    "家": "",
    "次": "",
    "场": "",
    "届": "",
    "支": "",
    "日": "",
    "图": "",
}
"""Chinese units of the tables, in English; words that only count have none."""

#: Units that only records of a register have. In Chinese they stand as they are.
_OF_RECORDS: Final = {
    "万": "× 10,000",  # of the currency that the record names
    "公顷": "ha",
    "吨标准煤": "tce",
    "立方米": "m³/d",  # one field has it, and that is by the day
}

_CHINESE: Final = {english: chinese for chinese, english in UNITS.items() if english}


def unit_text(unit: str | None, lang: str) -> str:
    """Return a unit as a language writes it.

    Parameters
    ----------
    unit : str or None
        Unit of a column, as the tables hold it.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    str
        Empty for a number without a unit, and in English for a word that only
        counts (年, 人, 项).
    """
    if not unit or unit == "1":
        return ""
    words = UNITS | _OF_RECORDS if lang == "en" else _CHINESE
    return words.get(unit, unit)
