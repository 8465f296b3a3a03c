"""The tools that describe a park, a league and the vocabulary of industries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_zs.mcp.place_shapes import (
    IndustriesShape,
    IndustryShape,
    LeagueFactShape,
    LeagueShape,
    NearShape,
    ParkShape,
    ProjectShape,
)
from geo_zs.mcp.place_tools import near_place
from geo_zs.mcp.shapes import AskShape, FactShape
from geo_zs.mcp.telling import MOST_LISTED, Teller, plain, short
from geo_zs.projects.totals import totals

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.mcp.requests import Lang
    from geo_zs.tables import Field

#: Columns of a park that are told elsewhere in the answer, or say nothing of it.
_NO_FACT: Final = frozenset(
    {
        *("park_id", "name_zh", "name_en", "league", "banner", "lon", "lat"),
        *("location_source_ids", "location_note", "location_note_zh"),
        *("source_ids", "confidence", "notes", "notes_zh", "location_precision"),
        *("location_radius_km", "website", "aliases", "parent_park_id"),
        "industries_basis",
    }
)
_NEAR: Final = ("ports", "airports", "rail_nodes", "energy_bases", "parks")


def describe_park(catalog: Catalog, park: str, *, lang: Lang) -> tuple[str, ParkShape]:
    """Say what is known of a park and what is not.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    park : str
        Id or name.
    lang : {"zh", "en"}
        Language of the words.

    Raises
    ------
    UnknownPlaceError, AmbiguousPlaceError
        If no park, or several, have the name.
    """
    layer = catalog.layer("parks")
    frame = layer.frame
    key = park if park in frame.index else catalog.gazetteer.find(park, kind="park").id
    tell = Teller(catalog, lang)
    row = tell.row("parks", key)
    known, unknown = _facts(tell, "parks", layer.spec.columns, row)
    tell.cite(row["location_source_ids"])
    projects = catalog.layer("projects").frame
    own = projects[projects["park_id"].eq(key).fillna(value=False)]
    below = frame[frame["parent_park_id"].eq(key).fillna(value=False)]
    found: dict[str, Any] = {
        "park": tell.place("park", key, row),
        "facts": known,
        "unknown": unknown,
        "notes": short(row[f"notes{'_zh' if lang == 'zh' else ''}"]),
        "sub_parks": [
            tell.place("park", str(one), values)
            for one, values in below.head(MOST_LISTED).iterrows()
        ],
        "project_count": len(own),
        "projects": [
            _project(tell, str(one), values)
            for one, values in own.head(MOST_LISTED).iterrows()
        ],
        "near": _near(tell, key, row),
    }
    shape = ParkShape(**found, **tell.head())
    lines = [f"{shape.park.name} ({key}), {shape.park.league or ''}"]
    lines += [
        f"- {one.label}: {one.text} [{one.confidence}]"
        for one in shape.facts
        # As stated, in Chinese; the tags beside them are told in the language.
        if lang == "zh" or one.column != "industries_zh"
    ]
    labels = ("、" if lang == "zh" else ", ").join(one.label for one in shape.unknown)
    lines.append(f"未知：{labels}" if lang == "zh" else f"Not known: {labels}")
    return "\n".join(lines), shape


def describe_league(
    catalog: Catalog, league: str, *, lang: Lang
) -> tuple[str, LeagueShape]:
    """Say what is known of a league: population, banners, parks, projects, facts.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    league : str
        Code or name.
    lang : {"zh", "en"}
        Language of the words.

    Raises
    ------
    UnknownPlaceError, AmbiguousPlaceError
        If no league, or several, have the name.
    """
    frame = catalog.layer("leagues").frame
    is_code = league in frame.index
    key = league if is_code else catalog.gazetteer.find(league, kind="league").id
    tell = Teller(catalog, lang)
    row = tell.row("leagues", key)
    tell.cite(row["source_ids"])
    banners, parks = (
        _of_league(catalog.layer(name).frame, key) for name in ("banners", "parks")
    )
    facts = _league_facts(tell, key)
    sums = totals(catalog.layer("projects").frame)
    found: dict[str, Any] = {
        "league": tell.place(
            "league", key, {**row, "lon": row["label_lon"], "lat": row["label_lat"]}
        ),
        "population_2020": _population(tell, row),
        "banners": [
            tell.place("banner", str(one), values) for one, values in banners.iterrows()
        ],
        "park_count": len(parks),
        "parks": [
            tell.place("park", str(one), values)
            for one, values in parks.head(2 * MOST_LISTED).iterrows()
        ],
        **_sums(sums, key),
        "facts": facts,
    }
    for _, values in parks.head(2 * MOST_LISTED).iterrows():
        tell.cite(values["source_ids"])
    shape = LeagueShape(**found, **tell.head())
    people, name = shape.population_2020, shape.league.name
    words = (
        f"{name}：{people.label} {people.text}，旗县区 {len(shape.banners)} 个，"
        f"园区 {shape.park_count} 个，项目 {shape.project_count} 个。"
        if lang == "zh"
        else f"{name}: {people.label} {people.text}, {len(shape.banners)} banners, "
        f"{shape.park_count} parks, {shape.project_count} projects."
    )
    return words, shape


def list_industries(catalog: Catalog, *, lang: Lang) -> tuple[str, IndustriesShape]:
    """List the tags of industries that a requirement may name."""
    tell = Teller(catalog, lang)
    industries = [
        IndustryShape(
            tag=row["tag"],
            name=tell.name(row),
            parent=plain(row["parent_tag"]),
            kind=plain(row["kind"]),
        )
        for _, row in catalog.tables["industries"].iterrows()
    ]
    shape = IndustriesShape(count=len(industries), industries=industries, **tell.head())
    return "\n".join(f"{one.tag}: {one.name}" for one in industries), shape


def _facts(
    tell: Teller, layer_id: str, fields: tuple[Field, ...], row: pd.Series
) -> tuple[list[FactShape], list[AskShape]]:
    """Return the facts that are known, and the columns that are not."""
    known, unknown = [], []
    other = "_en" if tell.lang == "zh" else "_zh"
    names = {field.name for field in fields}
    for field in fields:
        is_twin = field.name.endswith(other) and field.name != f"industries{other}"
        if field.name in _NO_FACT or (is_twin and len(names) > 1):
            continue
        label = tell.pick(field.title_zh, field.title_en)
        value = plain(row[field.name])
        if value is None:
            unknown.append(AskShape(column=field.name, label=label))
            continue
        known.append(
            FactShape(
                column=field.name,
                label=label,
                value=value,
                text=tell.worded(layer_id, field, value),
                unit=field.unit,
                source_ids=tell.cite(row["source_ids"]),
                confidence=plain(row["confidence"]),
            )
        )
    return known, unknown


def _near(tell: Teller, key: str, row: pd.Series) -> list[NearShape]:
    """Return what lies near a park; nothing where its point is not known."""
    lon, lat = plain(row["lon"]), plain(row["lat"])
    if lon is None or lat is None:
        return []
    return [
        near_place(tell, layer_id, hit.key, hit.distance_km)
        for layer_id in _NEAR
        for hit in tell.catalog.index.nearest(lon, lat, layer_id, 3)
        if hit.key != key
    ]


def _project(tell: Teller, key: str, row: pd.Series) -> ProjectShape:
    return ProjectShape(
        id=key,
        name=str(plain(row["name_zh"]) or key),
        stage=plain(row["stage"]),
        pledged_cny_1e8=plain(row["pledged_cny_1e8"]),
        arrived_cny_1e8=plain(row["arrived_cny_1e8"]),
        date=plain(row["date"]),
        source_ids=tell.cite(row["source_ids"]),
        confidence=plain(row["confidence"]),
    )


def _of_league(frame: pd.DataFrame, league: str) -> pd.DataFrame:
    return frame[frame["league"].eq(league).fillna(value=False)]


def _population(tell: Teller, row: pd.Series) -> FactShape:
    fields = tell.catalog.layer("leagues").spec.columns
    field = next(one for one in fields if one.name == "population_2020")
    value = plain(row["population_2020"])
    return FactShape(
        column=field.name,
        label=tell.pick(field.title_zh, field.title_en),
        value=value,
        text=tell.worded("leagues", field, value),
        unit=field.unit,
        source_ids=tell.cite(row["population_source_ids"]),
        confidence=plain(row["population_confidence"]),
    )


def _sums(sums: pd.DataFrame, key: str) -> dict[str, Any]:
    """Return counts and sums of the projects of a league."""
    names = ("pledged_cny_1e8", "pledged_unknown", "arrived_cny_1e8", "arrived_unknown")
    if key not in sums.index:
        nothing: dict[str, Any] = dict.fromkeys(names[::2])
        return {"project_count": 0, **nothing, **dict.fromkeys(names[1::2], 0)}
    row: Any = sums.loc[key]
    known = {name: plain(row[name]) for name in names[::2]}
    unknown = {name: int(row[name]) for name in names[1::2]}
    return {"project_count": int(row["projects"]), **known, **unknown}


def _league_facts(tell: Teller, key: str) -> list[LeagueFactShape]:
    """Return facts and targets of a league."""
    tables = tell.catalog.tables
    told = tables["league_facts"]
    aims = tables["targets"]
    found = [
        LeagueFactShape(
            kind=str(plain(row["fact_type"]) or ""),
            subject=tell.pick(
                str(plain(row["subject_zh"]) or ""), str(plain(row["subject"]) or "")
            )
            or None,
            value=plain(row["value"]),
            unit=plain(row["unit"]),
            period=plain(row["date_range"]),
            source_ids=tell.cite(row["source_ids"]),
            confidence=plain(row["confidence"]),
        )
        for _, row in told[told["league"].eq(key)].head(2 * MOST_LISTED).iterrows()
    ]
    found += [
        LeagueFactShape(
            kind=str(plain(row["measure"]) or ""),
            subject=plain(row["scope"]),
            value=plain(row["value"]),
            unit=plain(row["unit"]),
            period=plain(row["period"]),
            source_ids=tell.cite(row["source_ids"]),
            confidence=plain(row["confidence"]),
        )
        for _, row in aims[aims["adcode"].eq(key)].head(MOST_LISTED).iterrows()
    ]
    return found
