"""What the founding article says, with its checks and doubts, and the targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo_zs.vocab import words
from webapp.cells import Cell, CellMaker, Part, own_text
from webapp.phrases import Lang, phrases
from webapp.present import given_text, is_unknown, plain, rows_of

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def fact_groups(
    table: pd.DataFrame, name: str, lang: Lang, kinds: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """Return the facts of the article, grouped by kind.

    Parameters
    ----------
    table : DataFrame
        Rows with fact_type, subject, value, unit and what stands beside them.
    name : str
        Name of the table, for the labels of the kinds.
    lang : {"zh", "en"}
        Language of the labels.
    kinds : sequence of str, optional
        Kinds to return, in this order; all that occur when not given.

    Returns
    -------
    list of dict
        ``title`` and ``rows``; a row has subject, value, growth, period, note,
        check and whether the check raises a doubt.
    """
    labels = words(f"{name}.fact_type") or {}
    pair = phrases(lang).pair
    groups = []
    for kind in kinds or list(dict.fromkeys(table["fact_type"])):
        rows = table[table["fact_type"] == kind]
        if not len(rows):
            continue
        groups.append(
            {
                "kind": kind,
                "title": pair(*labels[kind]) if kind in labels else kind,
                "rows": [_fact(row, lang) for row in rows_of(rows)],
            }
        )
    return groups


def _fact(row: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return one fact for its template."""
    value = plain(row.get("value"))
    text = plain(row.get("value_text"))
    if value is not None:
        text = given_text(float(value))
    check = plain(row.get("consistency_check")) or ""
    growth = plain(row.get("growth_pct"))
    return {
        "id": row["fact_id"],
        "subject": own_text(row, "subject", lang),
        "value": text or "",
        "unit": phrases(lang).unit(plain(row.get("unit"))),
        "value_note": own_text(row, "value_note", lang),
        "growth": None if growth is None else given_text(float(growth)),
        "period": plain(row.get("date_range")) or "",
        "organiser": plain(row.get("organiser")) or "",
        "quote": own_text(row, "quote_context", lang),
        "check": own_text(row, "consistency_check", lang),
        "is_doubt": check.startswith("doubt"),
        "source_ids": row.get("source_ids", ()),
    }


def target_rows(
    catalog: Catalog, adcode: str, lang: Lang
) -> list[tuple[str, str, Cell, Cell]]:
    """Return targets and results of a league or the region.

    Returns
    -------
    list of (period, measure, value, sources)
    """
    table = catalog.tables["targets"]
    maker = CellMaker(catalog, "targets", lang)
    pair = phrases(lang).pair
    measures, scopes = words("targets.measure") or {}, words("targets.scope") or {}
    rows = []
    for row in rows_of(table[table["adcode"] == adcode]):
        measure = pair(*measures.get(row["measure"], (row["measure"], row["measure"])))
        scope = plain(row["scope"])
        if scope in scopes:
            measure += f" · {pair(*scopes[scope])}"
        unit = phrases(lang).unit(row["unit"])
        text = f"{given_text(float(row['value']))} {unit}".strip()
        if not is_unknown(row["growth_pct"]):
            text += f" (+{given_text(float(row['growth_pct']))}%)"
        rows.append(
            (
                row["period"],
                measure,
                Cell((Part(text),)),
                maker.sources(row["source_ids"]),
            )
        )
    return rows
