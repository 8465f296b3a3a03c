"""The columns of a file made of a frame of records: heads, kinds, cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from geo_zs.maps.unit_words import unit_text
from geo_zs.register.fields import RecordField, fields
from geo_zs.reports.words import field_labels, word
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

Kind = Literal["text", "code", "date", "number", "integer", "boolean", "list"]
Cell = str | float | int | bool | None

#: Decimals that numbers are shown with; the cells hold all of them.
_DECIMALS: Final = {"lon": 6, "lat": 6, "electricity_price_cny_per_kwh": 4}
_CODES: Final = frozenset(
    ("project_code", "credit_code", "gb_t_4754", "adcode", "pledged_currency")
)
_YES_NO: Final = {"true": ("是", "yes"), "false": ("否", "no")}
#: Fields whose unit the import does not read from a head; the dictionary says it.
_BARE_HEADS: Final = frozenset(("standard_energy_tce_per_1e4_cny",))


@dataclass(frozen=True)
class Names:
    """Names to show for keys; a name that two keys share is never shown for them.

    Parameters
    ----------
    leagues, banners, parks, projects : mapping of key to name
        In the language of the file; a key without a name stands as it is.
    """

    leagues: Mapping[str, str] = field(default_factory=dict)
    banners: Mapping[str, str] = field(default_factory=dict)
    parks: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)

    def labels(self, name: str) -> dict[str, str]:
        """Return key → name for the values of a field, unambiguous ones only."""
        known = {
            "league": self.leagues,
            "banner": self.banners,
            "park_id": self.parks,
            "adcode": self.leagues,
        }.get(name, {})
        texts = list(known.values())
        return {key: text for key, text in known.items() if texts.count(text) == 1}


@dataclass(frozen=True)
class FileColumn:
    """One column of a file.

    Parameters
    ----------
    name : str
        Name of the field.
    head : str
        What stands over the column.
    kind : str
        What its cells are.
    decimals : int
        Shown behind the point, for numbers.
    labels : mapping of str to str
        Value → what stands in the cell; empty for the values themselves.
    """

    name: str
    head: str
    kind: Kind
    decimals: int = 2
    labels: Mapping[str, str] = field(default_factory=dict)


def names_of(catalog: Catalog, lang: Lang) -> Names:
    """Return the names of the places of a catalog.

    Parameters
    ----------
    catalog : Catalog
        Leagues, banners and parks are taken from it.
    lang : {"zh", "en"}
        Language of the names.
    """
    found: dict[str, dict[str, str]] = {}
    for layer in ("leagues", "banners", "parks"):
        frame = catalog.layers[layer].frame
        names = frame[f"name_{lang}"]
        found[layer] = {
            str(key): str(name)
            for key, name in zip(frame.index, names, strict=True)
            if isinstance(name, str) and name
        }
    return Names(**found)


def unit_of(field_: RecordField, lang: Lang) -> str:
    """Return the unit of a field; empty where it has none."""
    return unit_text(field_.unit, "en") if lang == "en" else field_.unit or ""


def head_of(field_: RecordField, lang: Lang) -> str:
    """Return what stands over the column of a field: its title and unit."""
    unit, title = unit_of(field_, lang), field_.title(lang)
    if not unit or unit == "°" or field_.name in _BARE_HEADS:
        return title
    return f"{title}（{unit}）" if lang == "zh" else f"{title} ({unit})"


def file_columns(
    table: str, present: Sequence[str], *, lang: Lang, names: Names
) -> tuple[FileColumn, ...]:
    """Return the columns of a file of records.

    Parameters
    ----------
    table : str
        ``projects``, ``ledger``, …: the schema of the records.
    present : sequence of str
        Columns that there are; fields without one are left out.
    lang : {"zh", "en"}
        Language of heads and labels.
    names : Names
        Names to show for keys.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    here = set(present)
    columns = [
        FileColumn(
            one.name,
            head_of(one, lang),
            kind_of(one),
            _DECIMALS.get(one.name, 2),
            labels_of(one, lang, names),
        )
        for one in fields(table)
        if one.name in here
    ]
    if table != "projects" and "project_id" in here and names.projects:
        head = word("project_name", lang)
        columns.append(FileColumn("project_name", head, "text"))
    return tuple(columns)


def kind_of(field_: RecordField) -> Kind:
    """Return what the cells of a field are."""
    if field_.is_list:
        return "list"
    if field_.type in ("number", "integer", "boolean"):
        return field_.type
    if field_.quantity in ("date", "month") or field_.name.endswith("date"):
        return "date"
    return "code" if field_.name in _CODES or field_.name.endswith("_id") else "text"


def labels_of(field_: RecordField, lang: Lang, names: Names) -> dict[str, str]:
    """Return value → label for a field; empty if its values stand as they are."""
    at = 0 if lang == "zh" else 1
    if field_.type == "boolean":
        return {key: pair[at] for key, pair in _YES_NO.items()}
    found = names.labels(field_.name)
    if field_.allowed:
        words = field_labels(field_.name, field_.allowed)
        found |= {key: words[key][at] for key in field_.allowed if key in words}
    return found


def cells_of(frame: pd.DataFrame, column: FileColumn, names: Names) -> list[Cell]:
    """Return the cells of a column.

    Parameters
    ----------
    frame : DataFrame, (n,)
        The records; the key may be its index.
    column : FileColumn
        Which column.
    names : Names
        Names of projects, for the column that shows them.

    Returns
    -------
    list of str, float, int, bool or None, (n,)
        None where nothing is known; lists joined with ``;``.
    """
    if column.name == "project_name":
        keys = _values(frame, "project_id")
        return [names.projects.get(str(key)) for key in keys]
    values = _values(frame, column.name)
    if column.kind == "list":
        return [_joined(value) for value in values]
    if column.kind == "number":
        return [None if _is_missing(one) else float(one) for one in values]
    if column.kind == "integer":
        return [None if _is_missing(one) else int(one) for one in values]
    if column.kind == "boolean":
        words = column.labels
        return [
            None if _is_missing(one) else words["true" if one else "false"]
            for one in values
        ]
    labels = column.labels
    texts = (None if _is_missing(one) else str(one) for one in values)
    return [None if one is None else labels.get(one, one) for one in texts]


def _values(frame: pd.DataFrame, name: str) -> list[Any]:
    """Return the values of a column or of the index."""
    if name in frame.columns:
        return list(frame[name])
    return list(frame.index.get_level_values(name))


def _is_missing(value: object) -> bool:
    """Tell whether a value stands for what is not known."""
    return (
        value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124
    )


def _joined(value: object) -> str | None:
    """Return a list as one text."""
    if isinstance(value, list | tuple):
        return ";".join(map(str, value)) or None
    return None if _is_missing(value) else str(value)
