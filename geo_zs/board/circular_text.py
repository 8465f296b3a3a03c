"""The circular in words: a short text to paste into a message, and a table to draw."""

from __future__ import annotations

from typing import Final

from geo_zs.board.circular_months import EN_MONTHS, month_ranges, period
from geo_zs.board.circular_record import Circular, CircularRow
from geo_zs.board.label import Label, number_text
from geo_zs.board.table import Cell, Column, Table
from geo_zs.board.words import CURRENCIES, PERCENT, YI_YUAN, word
from geo_zs.vocab import Lang

_RANKED_BY: Final = {
    "share": Label("按完成率排位", "ranked by share of target"),
    "done": Label("按到位资金排位", "ranked by amount"),
    "growth": Label("按增速排位", "ranked by growth"),
}
#: Notes that say why a place has no rank, by what is ranked.
_BARS_RANK: Final = {
    "share": ("no_target", "zero_target", "no_entry", "not_verified"),
    "done": ("no_entry", "not_verified"),
    "growth": (
        "no_entry",
        "not_verified",
        "no_last_year",
        "zero_last_year",
        "this_year_incomplete",
    ),
}


def title(circular: Circular) -> Label:
    """Return the title of a circular."""
    scope, money = word("scope", circular.scope), word("money", circular.money)
    when = period(circular.month)
    return Label(
        f"{when.zh}{scope.zh}通报（{money.zh}）",
        f"{scope.en[:1].upper()}{scope.en[1:]}, {when.en} ({money.en})",
    )


def amount_unit(circular: Circular) -> Label:
    """Return the unit of the amounts: 亿元, or 万 of a foreign currency."""
    currency = circular.currency
    if currency == "CNY":
        return YI_YUAN
    return Label(f"万{CURRENCIES.get(currency, currency)}", f"× 10,000 {currency}")


def _shown(circular: Circular, value: float | None) -> float | None:
    """Return an amount in its unit; in 亿美元 most sums would be shown as 0.00."""
    if value is None or circular.currency == "CNY":
        return value
    return float(f"{value * 1e4:.12g}")


def _amount(circular: Circular, value: float, lang: Lang) -> str:
    """Return an amount as the table has it, without noughts at its end."""
    number = number_text(_shown(circular, value) or 0.0, 2).rstrip("0").rstrip(".")
    unit = amount_unit(circular).of(lang)
    return f"{number}{unit}" if lang == "zh" else f"{number} {unit}"


def text(circular: Circular, lang: Lang) -> str:
    """Return a circular as plain text, one line for each place that has a rank.

    Parameters
    ----------
    circular : Circular
        The figures.
    lang : {"zh", "en"}
        Language of the text.

    Returns
    -------
    str
        Lines without markup, to be pasted into a message. What is not known is left
        out of a line; places without rank stand in the last line with the reason.
    """
    lines = [title(circular).of(lang)]
    lines.append(_opening(circular, lang))
    ranked = [row for row in circular.rows if row.rank is not None]
    if ranked:
        ranking = _RANKED_BY[circular.rank_by].of(lang)
        lines.append(f"{ranking}：" if lang == "zh" else f"{ranking.capitalize()}:")
    lines += [f"{row.rank}. {_line(circular, row, lang)}" for row in ranked]
    rest = [row for row in circular.rows if row.rank is None]
    if rest:
        lines.append(_unranked(circular, rest, lang))
    lines += [note.of(lang) for note in notes(circular)]
    return "\n".join(lines)


def _opening(circular: Circular, lang: Lang) -> str:
    """Return the sentence on all places together, with the day it stands for."""
    row, scope = circular.total, word("scope", circular.scope).of(lang)
    year, number = circular.month[:4], int(circular.month[5:])
    name = row.name.of(lang)
    has = row.done is not None
    done = _amount(circular, row.done, lang) if row.done is not None else ""
    said = done or _why_not_done(row).of(lang)
    rest = _measured(row, lang)
    if lang == "zh":
        space = "" if has else "："
        parts = [f"截至{year}年{number}月底，{name}{scope}{space}{said}"]
        if row.target is not None:
            parts.append(f"年度目标{_amount(circular, row.target, lang)}")
        return "，".join([*parts, *rest]) + "。"
    parts = [f"By the end of {EN_MONTHS[number - 1]} {year}, {name}: {scope} {said}"]
    if row.target is not None:
        parts.append(f"target {_amount(circular, row.target, lang)}")
    return ", ".join([*parts, *rest]) + "."


def _line(circular: Circular, row: CircularRow, lang: Lang) -> str:
    """Return the known figures of a place as one line."""
    zh = lang == "zh"
    parts = []
    if row.target is not None:
        amount = _amount(circular, row.target, lang)
        parts.append(f"目标{amount}" if zh else f"target {amount}")
    if row.done is not None:
        amount = _amount(circular, row.done, lang)
        parts.append(f"完成{amount}" if zh else f"done {amount}")
    else:
        parts.append(_why_not_done(row).of(lang))
    parts += _measured(row, lang)
    name = row.name.of(lang)
    return f"{name}：{'，'.join(parts)}" if zh else f"{name}: {', '.join(parts)}"


def _measured(row: CircularRow, lang: Lang) -> list[str]:
    """Return share, growth and move of a place, as far as they are known."""
    zh, parts = lang == "zh", []
    if row.share is not None:
        share = number_text(row.share * 100, 1)
        parts.append(f"完成率{share}%" if zh else f"{share} % of the target")
    if row.growth is not None:
        parts.append(_growth(row.growth, lang))
    if row.rank_change:
        places = abs(row.rank_change)
        moved = "上升" if row.rank_change > 0 else "下降"
        way = "up" if row.rank_change > 0 else "down"
        parts.append(f"位次{moved}{places}位" if zh else f"{way} {places}")
    return parts


def _why_not_done(row: CircularRow) -> Label:
    key = "not_verified" if "not_verified" in row.notes else "no_entry"
    return word("note", key)


def _growth(growth: float, lang: Lang) -> str:
    """Return growth in words, a fall as a fall."""
    percent = number_text(abs(growth) * 100, 1)
    if float(percent) == 0:
        return "同比持平" if lang == "zh" else "unchanged on last year"
    if lang == "zh":
        return f"同比{'增长' if growth > 0 else '下降'}{percent}%"
    return f"{'up' if growth > 0 else 'down'} {percent} % on last year"


def _unranked(circular: Circular, rows: list[CircularRow], lang: Lang) -> str:
    """Return the places without rank and why they have none."""
    bars = _BARS_RANK[circular.rank_by]
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        why = tuple(word("note", note).of(lang) for note in row.notes if note in bars)
        found.setdefault(why, []).append(row.name.of(lang))
    if lang == "zh":
        said = [
            f"{'、'.join(names)}（{'、'.join(why)}）" for why, names in found.items()
        ]
        return f"未排位：{'；'.join(said)}"
    said = [f"{', '.join(names)} ({', '.join(why)})" for why, names in found.items()]
    return f"Not ranked: {'; '.join(said)}"


def notes(circular: Circular) -> tuple[Label, ...]:
    """Return what a reader has to know of the figures."""
    found = []
    if circular.money == "verified" and circular.total.unverified_entries:
        n, all_of = circular.total.unverified_entries, circular.total.entries
        found.append(
            Label(
                f"注：{all_of}条台账中有{n}条尚未审核，未计入。",
                f"Note: {n} of {all_of} entries are not verified and not counted.",
            )
        )
    if circular.open_months:
        listed = month_ranges(circular.open_months)
        found.append(
            Label(
                f"注：{listed.zh}尚未关账，数据仍可能变动。",
                f"Note: {listed.en} not closed; figures may still change.",
            )
        )
    if circular.n_without_place:
        n = circular.n_without_place
        found.append(
            Label(
                f"注：{n}条台账的项目未定位，只计入合计。",
                f"Note: {n} entries of projects without place count in the total only.",
            )
        )
    if circular.n_without_project:
        n = circular.n_without_project
        found.append(
            Label(
                f"注：{n}条台账找不到项目，未计入。",
                f"Note: {n} entries without project are not counted.",
            )
        )
    if circular.n_other_currency:
        n = circular.n_other_currency
        found.append(
            Label(
                f"注：另有{n}条其他币种的台账，未计入。",
                f"Note: {n} entries in other currencies are left out.",
            )
        )
    return tuple(found)


def table(circular: Circular) -> Table:
    """Return a circular as the table that pages, workbooks and pictures draw."""
    unit = amount_unit(circular)
    place = word("grouping", circular.level)
    columns = (
        Column("rank", Label("位次", "rank")),
        Column("name", place),
        Column("target", Label("年度目标", "target"), unit, 2),
        Column("done", Label("累计到位", "done"), unit, 2),
        Column("share", Label("完成率", "share of target"), PERCENT, 1),
        Column("last_year", Label("上年同期", "last year"), unit, 2),
        Column("growth", Label("同比增速", "growth"), PERCENT, 1, is_signed=True),
        Column("rank_change", Label("位次变化", "places won"), is_signed=True),
    )
    return Table(
        title=title(circular),
        columns=columns,
        rows=tuple(_cells(circular, row) for row in circular.rows),
        total=_cells(circular, circular.total),
        notes=(_RANKED_BY[circular.rank_by], *notes(circular)),
    )


def _cells(circular: Circular, row: CircularRow) -> tuple[Cell, ...]:
    """Return the figures of a place in the order of the columns, shares in %."""
    share = None if row.share is None else row.share * 100
    growth = None if row.growth is None else row.growth * 100
    return (
        row.rank,
        row.name,
        _shown(circular, row.target),
        _shown(circular, row.done),
        share,
        _shown(circular, row.last_year),
        growth,
        row.rank_change,
    )
