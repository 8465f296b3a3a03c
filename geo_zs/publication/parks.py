"""Facts that operators state, laid over the layer of parks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from geo_zs.errors import Problem
from geo_zs.layers.spec import Layer
from geo_zs.provenance import Source
from geo_zs.publication.park_columns import SITE_COLUMNS, ParkFact, park_facts
from geo_zs.publication.record import source_key, texts
from geo_zs.publication.statement import Statement, in_order
from geo_zs.sites.attributes import Stated
from geo_zs.vocab import AddressKind

_TERMS: Final = (
    "Stated in the register of this service; facts may be taken.",
    "本系统登记库所载，事实可引用。",
)
_DTYPES: Final = {"number": "float64", "boolean": "boolean", "string": "str"}

#: Park and column → statements, the one that counts first.
Statements = Mapping[tuple[str, str], tuple[Statement, ...]]


@dataclass(frozen=True, eq=False)
class ParkOverlay:
    """The layer of parks with what operators state.

    Parameters
    ----------
    layer : Layer
        The parks; columns that the shipped table lacks come after its own.
    statements : mapping of (park, column) to tuple of Statement
        Of every fact that a register speaks of, what the shipped table says among
        them; the first one stands in the layer.
    sources : mapping of str to Source
        What the statements of the register rest on.
    stated : mapping of column to mapping of park to Stated
        Columns of the sites whose value comes from a register.
    problems : tuple of Problem
        Statements that could not be used.
    """

    layer: Layer
    statements: Statements
    sources: Mapping[str, Source]
    stated: Mapping[str, Mapping[str, Stated]]
    problems: tuple[Problem, ...]


def lay_over(parks: Layer, facts: pd.DataFrame) -> ParkOverlay:
    """Return the layer of parks with facts laid over it; the layer stays as it was.

    Parameters
    ----------
    parks : Layer
        As shipped.
    facts : DataFrame, (m,)
        `record.FACT_COLUMNS` and ``fact_id``.

    Returns
    -------
    ParkOverlay
        A fact of a park that the table no longer has is left out and reported.
    """
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    stated: dict[tuple[str, str], list[Statement]] = {}
    for row in facts.to_dict("records"):
        one = _statement(row, parks, problems, sources)
        if one is not None:
            stated.setdefault((one.park_id, one.column), []).append(one)
    statements = {
        key: in_order([*_shipped(parks, *key), *given]) for key, given in stated.items()
    }
    return ParkOverlay(
        layer=_overlaid(parks, statements),
        statements=statements,
        sources=sources,
        stated=_by_site_column(statements),
        problems=tuple(problems),
    )


def _statement(
    row: Mapping[Any, Any],
    parks: Layer,
    problems: list[Problem],
    sources: dict[str, Source],
) -> Statement | None:
    """Return the statement of one row and register its source, or report it."""
    park_id, name = str(row["park_id"]), str(row["fact"])
    fact = park_facts().get(name)
    if fact is None or park_id not in parks.frame.index:
        what = "fact" if fact is None else "park"
        message = (
            f"{row['fact_id']} speaks of the {what} "
            f"{(name if fact is None else park_id)!r}, which this version does not "
            "have; it is left out: enter it anew or delete it"
        )
        problems.append(Problem(f"park_facts.{name}", message))
        return None
    fact_class, date, source = texts((row["fact_class"], row["date"], row["source"]))
    key = source_key(f"park/{park_id}", source, date)
    sources[key] = Source(
        source_id=key,
        title=source,
        publisher="",
        date=date,
        address="",
        address_kind=AddressKind.NONE,
        terms=_TERMS[0],
        terms_zh=_TERMS[1],
        credit="",
        used_for=("parks",),
        notes="",
    )
    return Statement(
        park_id=park_id,
        column=fact.column,
        value=_value(fact, row),
        fact_class=fact_class,
        date=date,
        confidence=str(row["confidence"]),
        source_ids=(key,),
    )


def _value(fact: ParkFact, row: Mapping[Any, Any]) -> float | bool | str:
    """Return what a row says, in the type of its column."""
    if fact.kind == "string":
        return str(row["value_text"])
    number = float(row["value_number"])
    return bool(number) if fact.kind == "boolean" else number


def _shipped(parks: Layer, park_id: str, column: str) -> list[Statement]:
    """Return what the shipped table says of a fact: nothing, or one statement."""
    frame = parks.frame
    if column not in frame.columns:
        return []
    value = frame[column][park_id]
    if pd.isna(value) or value == "":
        return []
    plain = str(value) if isinstance(value, str) else value.item()
    return [
        Statement(
            park_id=park_id,
            column=column,
            value=plain,
            fact_class="",
            date="",
            confidence=str(frame["confidence"][park_id]),
            source_ids=tuple(frame["source_ids"][park_id]),
            is_shipped=True,
        )
    ]


def _overlaid(parks: Layer, statements: Statements) -> Layer:
    """Return the layer with the statements that count, and all their sources."""
    frame: gpd.GeoDataFrame = parks.frame.copy()
    added: list[ParkFact] = []
    for fact in park_facts().values():
        first = {
            park: found[0].value
            for (park, column), found in statements.items()
            if column == fact.column
        }
        if not first:
            continue
        dtype = _DTYPES[fact.kind]
        given = pd.Series(first, dtype=dtype)
        if fact.column in frame.columns:
            own = frame[fact.column].copy()
            own.loc[given.index] = given
            frame[fact.column] = own
        else:
            frame[fact.column] = pd.Series(first, index=frame.index, dtype=dtype)
            added.append(fact)
    frame["source_ids"] = _all_sources(frame, statements)
    columns = (*parks.spec.columns, *(fact.field for fact in added))
    geometry = frame.pop("geometry")
    return replace(
        parks,
        spec=replace(parks.spec, columns=columns),
        frame=gpd.GeoDataFrame(frame, geometry=geometry, crs=parks.frame.crs),
    )


def _all_sources(frame: pd.DataFrame, statements: Statements) -> pd.Series[Any]:
    """Return the sources of the rows with those of their facts after them."""
    lists = {str(park): list(ids) for park, ids in frame["source_ids"].items()}
    for (park, _), found in statements.items():
        for one in found:
            lists[park] += one.source_ids
    return pd.Series(
        [tuple(dict.fromkeys(ids)) for ids in lists.values()],
        index=frame.index,
        dtype=object,
    )


def _by_site_column(statements: Statements) -> dict[str, dict[str, Stated]]:
    """Return where the columns of the sites get a value from, if from a register."""
    parks = dict.fromkeys(park for park, _ in statements)
    found: dict[str, dict[str, Stated]] = {}
    for column, parts in SITE_COLUMNS.items():
        for park in parks:
            given = [part for part in parts if (park, part) in statements]
            first = statements[park, given[0]][0] if given else None
            if first is not None and not first.is_shipped:
                stated = Stated(first.source_ids, first.confidence)
                found.setdefault(column, {})[park] = stated
    return found
