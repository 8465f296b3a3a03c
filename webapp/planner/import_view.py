"""What the pages of an import show, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.imports.all_words import say
from geo_zs.imports.batch import STATE_WORDS, BatchRecord
from geo_zs.imports.cells import as_text
from geo_zs.imports.faults import Fault
from geo_zs.imports.row_checks import asked_units
from geo_zs.imports.rows import STATUS_WORDS, DryRun
from geo_zs.register.faults import RecordFault
from geo_zs.register.fields import fields, fields_by_name
from webapp.accounts.words import moment
from webapp.phrases import LANGS, TEXTS, phrases

if TYPE_CHECKING:
    from geo_zs.errors import Problem
    from webapp.phrases import Lang

#: Tables that files can be brought into.
TABLES: Final = ("projects", "ledger", "companies", "steps", "park_facts")
#: Systems of points that the form offers; others can be typed.
DATUMS: Final = ("wgs84", "cgcs2000", "gcj02", "bd09")
#: Longest cell that a row shows.
_MOST: Final = 60


@dataclass(frozen=True)
class BatchWords:
    """An import in words."""

    state: str
    made: str
    counts: list[tuple[str, str, int]]
    faults: list[str]


@dataclass(frozen=True)
class ColumnRow:
    """One column: its header, what it is taken as, and what it may be."""

    at: int
    header: str
    field: str
    unit: str
    reason: str
    percent: int
    sample: str
    is_asked: bool = False


@dataclass(frozen=True)
class ReadingRow:
    """A name that no place has, and the places that it may mean."""

    name: str
    header: str
    text: str
    options: list[tuple[str, str]]


def statuses() -> tuple[str, ...]:
    """Return the statuses of rows."""
    return tuple(STATUS_WORDS)


def words_of(batch: BatchRecord, lang: Lang) -> BatchWords:
    """Return an import in words."""
    at = 0 if lang == "zh" else 1
    return BatchWords(
        state=STATE_WORDS[batch.state][at],
        made=moment(batch.made_at),
        counts=[
            (key, both[at], int(batch.counts.get(key, 0)))
            for key, both in STATUS_WORDS.items()
        ],
        faults=[
            say(one, lang) if isinstance(one, Fault) and one.key else str(one.message)
            for one in batch.faults
        ],
    )


def mapping_rows(run: DryRun, lang: Lang) -> list[ColumnRow]:
    """Return what each column is taken as, with its first filled cell."""
    del lang
    asked = asked_units(run.notes)
    return [
        ColumnRow(
            at=at,
            header=one.header,
            field=one.field or "",
            unit=one.unit or asked.get(one.header, ""),
            is_asked=one.header in asked,
            reason=one.reason,
            percent=round(100 * one.confidence),
            sample=_sample(run, at),
        )
        for at, one in enumerate(run.mapping.columns)
    ]


def field_options(table: str, lang: Lang) -> list[tuple[str, str]]:
    """Return the fields that a column may stand for."""
    return [(one.name, one.title(lang)) for one in fields(table)]


def reading_rows(run: DryRun, lang: Lang) -> list[ReadingRow]:
    """Return the names that the user may settle: those with places to choose from."""
    fields_of = {one.header: one.field for one in run.mapping.columns}
    return [
        ReadingRow(
            name=f"reading-{fields_of[header]}:{text}",
            header=header,
            text=text,
            options=[(one["target_id"], _option(one, lang)) for one in candidates],
        )
        for (header, text), candidates in run.readings.items()
        if candidates and fields_of.get(header)
    ]


def _option(candidate: dict[str, Any], lang: Lang) -> str:
    """Return a place that a name may mean, with the reason."""
    place = candidate["place"]
    name = place.get("name_en") if lang == "en" else None
    reason = candidate["reason"][lang]
    return f"{name or place['name_zh']} {candidate['target_id']} · {reason}"


def problem_words(problem: Problem) -> tuple[str, str]:
    """Return a fault in Chinese and in English."""
    if isinstance(problem, Fault):
        zh, en = (f"{_row(problem, lang)}{say(problem, lang)}" for lang in LANGS)
    elif isinstance(problem, RecordFault):
        title_zh, title_en = _titles(problem.field)
        zh = f"{title_zh}{problem.text('zh')}"
        en = f"{title_en}{problem.message}"
    else:
        zh, en = str(problem), str(problem)
    return zh, en


def _titles(name: str) -> tuple[str, str]:
    """Return the title of a field of any table as words begin with it."""
    if not name:
        return "", ""
    for table in TABLES:
        spec = fields_by_name(table).get(name)
        if spec is not None:
            return f"{spec.title_zh}：", f"{spec.title_en}: "
    key = f"changes_field_{name}"
    zh, en = TEXTS.get(key, (name, name))
    return f"{zh}：", f"{en}: "


def _sample(run: DryRun, at: int) -> str:
    """Return the first filled cell of a column among those that were read."""
    for cell in run.cells[at]:
        if cell is not None and cell != "":
            return _short(as_text(cell))
    return ""


def _short(text: str) -> str:
    """Return a text, cut."""
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def note_texts(run: DryRun, lang: Lang) -> list[str]:
    """Return what is to be said of the file, each with its row where it has one."""
    return [f"{_row(one, lang)}{say(one, lang)}" for one in run.notes]


def _row(fault: Fault, lang: Lang) -> str:
    """Return where a fault stands, empty for a whole file."""
    return "" if fault.row is None else phrases(lang)("imp_row_number", row=fault.row)
