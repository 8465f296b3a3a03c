"""Forms of the register: what people type is read as cells of an import are.

"15亿元", "300亩", "2023.3" and "已签约" mean the same in a form and in a spreadsheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.errors import Problem
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.fault_words_rows import ROW_WORDS
from geo_zs.imports.faults import Fault, fault_text
from geo_zs.imports.mapping import ColumnMapping, Mapped
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.row_checks import check_projects
from geo_zs.imports.sheet_values import NAMES, read_values
from geo_zs.register.faults import RecordFault
from geo_zs.register.faults import fault as record_fault
from geo_zs.register.fields import RecordField, fields_by_name
from geo_zs.register.words import labels
from webapp.planner.words import Option
from webapp.present import given_text, is_unknown, plain

if TYPE_CHECKING:
    from webapp.phrases import Lang

#: Text of more characters than this gets a field of several lines.
_LINES: Final = 500
_WORDS: Final = {**READ_WORDS, **ROW_WORDS}
#: What is worth a remark in a column of a file, but meant where it is typed.
_MEANT: Final = frozenset(("other_unit_in_cell", "formula_like"))


@dataclass(frozen=True)
class FormField:
    """One control of a form.

    Parameters
    ----------
    name, label, hint : str
        Name in the form, label and help beside it.
    kind : {"text", "number", "area", "choice"}
        What control it is.
    value : str
        What it shows.
    unit : str or None
        Unit of the number where none is typed.
    options : sequence of (key, label)
        What may be chosen; empty where it is typed.
    fault : str
        What is wrong with it, in the language of the page.
    is_required : bool
        Whether the record needs it.
    groups : sequence of (name, options)
        Options under headings; empty where there are none.
    """

    name: str
    label: str
    hint: str
    kind: str
    value: str
    unit: str | None = None
    options: Sequence[Option] = ()
    fault: str = ""
    is_required: bool = False
    groups: Sequence[tuple[str, Sequence[Option]]] = ()


@dataclass(frozen=True)
class FormReading:
    """What a form says.

    Parameters
    ----------
    values : dict of str to object
        Field → value; None where it was left empty.
    faults : dict of str to str
        Field → what is wrong, in the language of the page.
    warnings : list of str
        What was taken, but should be looked at.
    """

    values: dict[str, Any]
    faults: dict[str, str]
    warnings: list[str] = field(default_factory=list)


def read_form(
    table: str,
    typed: Mapping[str, str],
    *,
    lang: Lang,
    today: dt.date,
) -> FormReading:
    """Read what was typed into the fields of a record.

    Parameters
    ----------
    table : str
        Table of the register, which says what the fields mean.
    typed : mapping of str to str
        Field → text; names that are no fields of the table are left out.
    lang : {"zh", "en"}
        Language of the page.
    today : date
        Dates after it are told, where they should lie in the past.
    """
    specs = fields_by_name(table)
    texts = {name: text.strip() for name, text in typed.items() if name in specs}
    values: dict[str, Any] = {name: None for name, text in texts.items() if not text}
    filled = {name: text for name, text in texts.items() if text}
    for name in list(filled):
        spec = specs[name]
        if spec.is_list:
            parts = filled.pop(name).replace("；", ";").split(";")
            values[name] = tuple(part.strip() for part in parts if part.strip())
        elif spec.quantity in NAMES:
            values[name] = filled.pop(name)
    raw = RawTable(
        name="",
        format="csv",
        headers=tuple(specs[name].title(lang) for name in filled),
        columns=tuple(np.array([text], dtype=object) for text in filled.values()),
        row_numbers=np.array([1]),
    )
    columns = tuple(
        Mapped(at, specs[name].title(lang), name, confidence=1.0, reason="user")
        for at, name in enumerate(filled)
    )
    sheet = read_values(raw, ColumnMapping(table, columns), today=today)
    if table == "projects":
        check_projects(sheet)
    values |= {name: cells[0] for name, cells in sheet.values.items()}
    found = sheet.book.of_rows([0], raw.row_numbers)[0]
    by_title = {spec.title(lang): name for name, spec in specs.items()}
    faults = {
        name: record_fault(name, "required").text(lang)
        for name, text in texts.items()
        if not text and specs[name].is_required
    }
    warnings: list[str] = []
    for one in found:
        text = _text(one, lang)
        if one.is_error:
            faults.setdefault(by_title.get(one.field, one.field), text)
        elif one.severity == "warning" and one.key not in _MEANT:
            warnings.append(f"{one.field}{'：' if lang == 'zh' else ': '}{text}")
    return FormReading(values, faults, warnings)


def _text(fault: Fault, lang: Lang) -> str:
    """Return a fault of a cell with what to do, in the language of the page."""
    message, remedy = fault_text(fault, _WORDS, lang)
    return (
        "；".join((message, remedy)) if lang == "zh" else "; ".join((message, remedy))
    )


def record_faults(problems: Sequence[Problem], lang: Lang) -> dict[str, str]:
    """Return the faults that the register found: field → text."""
    return {
        one.field: one.text(lang) if isinstance(one, RecordFault) else one.message
        for one in problems
    }


def typed_value(value: Any) -> str:  # noqa: ANN401  any cell
    """Return a value as a control shows it; reading it gives the value again."""
    if isinstance(value, tuple | list):
        return ";".join(map(str, value))
    if is_unknown(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    found = plain(value)
    return given_text(found) if isinstance(found, float) else str(found)


def shown_value(control: FormField, value: str) -> str:
    """Return a value as a person reads it in a control: options by their labels."""
    options = [
        *control.options,
        *(one for _, options in control.groups for one in options),
    ]
    return dict(options).get(value, value)


def differences(
    table: str,
    controls: Sequence[FormField],
    now: Mapping[str, str],
    *,
    lang: Lang,
    today: dt.date,
) -> list[tuple[str, str, str]]:
    """Return where a form differs from the record: label, typed, as it is now.

    Parameters
    ----------
    table : str
        Table of the register; what is typed is compared by what it means there.
    controls : sequence of FormField
        With what was typed.
    now : mapping of str to str
        The record as its form would show it.
    lang : {"zh", "en"}
        Language of the page.
    today : date
        As for `read_form`.
    """
    typed = {one.name: one.value for one in controls}
    mine, theirs = (
        read_form(table, values, lang=lang, today=today).values
        for values in (typed, now)
    )
    return [
        (one.label, shown_value(one, one.value), shown_value(one, now[one.name]))
        for one in controls
        if _meant(mine.get(one.name)) != _meant(theirs.get(one.name))
    ]


def _meant(value: Any) -> Any:  # noqa: ANN401  any value of a field
    """Return a value as two of them are compared: ends of lines alike, () nothing."""
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip() or None
    if isinstance(value, float):
        return float(f"{value:.12g}")
    return None if value == () else value


def form_field(
    spec: RecordField,
    *,
    value: str,
    lang: Lang,
    fault: str = "",
    table: str = "projects",
    options: Sequence[Option] = (),
    groups: Sequence[tuple[str, Sequence[Option]]] = (),
) -> FormField:
    """Return the control of a field.

    Parameters
    ----------
    spec : RecordField
        The field.
    value : str
        What it shows.
    lang : {"zh", "en"}
        Language of the page.
    fault : str
        What is wrong with it.
    table : str
        Table of the register, for the words of closed sets.
    options, groups : sequence
        What may be chosen, where the words of the field do not say it.
    """
    at = 0 if lang == "zh" else 1
    chosen = list(options)
    if spec.allowed and not chosen:
        words = labels(spec.name, table=table)
        chosen = [
            (key, words[key][at] if key in words else key) for key in spec.allowed
        ]
    if spec.type == "boolean" and not chosen:
        chosen = [("true", ("是", "yes")[at]), ("false", ("否", "no")[at])]
    kind = "text"
    if chosen or groups:
        kind = "choice"
    elif spec.type in ("number", "integer"):
        kind = "number"
    elif (spec.max_length or 0) > _LINES:
        kind = "area"
    return FormField(
        name=spec.name,
        label=spec.title(lang),
        hint=spec.description_zh if lang == "zh" else spec.description,
        kind=kind,
        value=value,
        unit=spec.unit,
        options=chosen,
        fault=fault,
        is_required=spec.is_required,
        groups=groups,
    )
