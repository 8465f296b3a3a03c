"""What an audit found, row by row: findings in words, and the table of a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.board.label import Label
from geo_zs.board.table import Cell, Column, Table
from geo_zs.overlay.words import TEXTS as OVERLAY_TEXTS
from geo_zs.overlay.words import hectares, percent
from geo_zs.register.constraint_layer import MEANINGS
from geo_zs.register.words import labels
from webapp.phrases import LANGS, TEXTS, Lang, phrases
from webapp.present import is_unknown, number_text, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

#: Kinds of findings, the gravest first.
KINDS: Final = (
    "forbidden",
    "rules",
    "overlap",
    "conflict",
    "place",
    "shape",
    "conditional",
    "name",
    "informative",
)
_TOUCHED: Final = ("whole", "part", "possible")
_KM: Final = Label("公里", "km")
_HA: Final = Label("公顷", "ha")
_PERCENT: Final = Label("%", "%")
#: Distances: column of the name, of the number, layer of the name.
DISTANCES: Final = (
    ("nearest_park_id", "park_km", "parks"),
    ("station_id", "station_km", "rail_nodes"),
    ("land_port_id", "land_port_km", "ports"),
)
_COUNTS: Final = (
    "n_rules_failed",
    "n_rules_untested",
    "n_rules_met",
    "n_overlaps",
    "n_same_name",
    "n_near_name",
)


@dataclass(frozen=True)
class Finding:
    """One thing to look at: kind, tone of its badge, words."""

    kind: str
    tone: str
    text: str


def found_of(columns: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Return which projects have a finding of each kind of `KINDS`.

    Parameters
    ----------
    columns : DataFrame, (n,)
        ``AuditResult.columns()``.
    """

    def above(name: str) -> NDArray[np.bool_]:
        return np.asarray(columns[name].fillna(0).to_numpy(dtype=float) > 0)

    found = {
        "rules": above("n_rules_failed"),
        "overlap": above("n_overlaps"),
        "conflict": above("n_conflicts"),
        "place": columns["placed_by"].eq("none").to_numpy(dtype=bool),
        "shape": columns["shape_fault"].notna().to_numpy(dtype=bool),
        "name": above("n_same_name") | above("n_near_name"),
    }
    for meaning in MEANINGS:
        touched = columns[f"{meaning}_status"].isin(_TOUCHED)
        found[meaning] = touched.to_numpy(dtype=bool)
    return {kind: found[kind] for kind in KINDS}


def worst_first(columns: pd.DataFrame) -> NDArray[np.intp]:
    """Return the rows in the order of what was found, the gravest first."""
    found = found_of(columns)
    grave = np.zeros(len(columns))
    for rank, kind in enumerate(reversed(KINDS)):
        grave += found[kind] * 2.0**rank
    return np.argsort(-grave, kind="stable")


def findings(row: dict[str, Any], lang: Lang) -> list[Finding]:
    """Return what is to be looked at in one row of the columns, the gravest first."""
    t = phrases(lang)
    said = {
        "place": t("paudit_says_place") if row["placed_by"] == "none" else "",
        "conflict": _counted(t, "paudit_says_conflict", row["n_conflicts"]),
        "shape": "" if is_unknown(row["shape_fault"]) else t("paudit_says_shape"),
        "rules": _counted(t, "paudit_says_rules", row["n_rules_failed"]),
        "overlap": "",
        "name": "",
    }
    if not is_unknown(row["n_overlaps"]) and row["n_overlaps"]:
        ha = hectares(float(row["overlap_ha"]))
        said["overlap"] = t("paudit_says_overlap", count=row["n_overlaps"], ha=ha)
    same, near = row["n_same_name"], row["n_near_name"]
    if same or near:
        said["name"] = t("paudit_says_name", same=same, near=near)
    for meaning in MEANINGS:
        status = row[f"{meaning}_status"]
        said[meaning] = ""
        if status in _TOUCHED:
            share = share_text(
                row[f"{meaning}_share_low"], row[f"{meaning}_share_high"]
            )
            said[meaning] = t(
                "paudit_says_layer",
                meaning=t(f"player_{meaning}"),
                status=t(f"player_status_{status}"),
                share=f" {share}",
            )
    return [Finding(kind, _tone(kind, row), said[kind]) for kind in KINDS if said[kind]]


def _counted(t: Any, key: str, count: Any) -> str:  # noqa: ANN401  a phrase book, a cell
    """Return a phrase with a count, empty if there is none."""
    return "" if is_unknown(count) or not count else str(t(key, count=int(count)))


def _tone(kind: str, row: dict[str, Any]) -> str:
    """Return the tone of a finding."""
    if kind in ("rules", "overlap"):
        return "badge-bad"
    if kind == "forbidden":
        is_sure = row["forbidden_status"] in ("whole", "part")
        return "badge-bad" if is_sure else "badge-warn"
    return "" if kind in ("name", "informative") else "badge-warn"


def share_text(low: float | None, high: float | None) -> str:
    """Return a share as an interval, one number where both ends are the same."""
    if low is None or high is None or is_unknown(low) or is_unknown(high):
        return ""
    if low == high:
        return percent(float(low))
    return f"[{percent(float(low))}, {percent(float(high))}]"


def distance_text(row: dict[str, Any], name: str) -> str:
    """Return a distance with its interval, ``12.3 [10.3, 14.3]``; empty if unknown."""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if is_unknown(high):
        return ""
    ends = (number_text(float(low), digits=1), number_text(float(high), digits=1))
    middle = "" if is_unknown(value) else number_text(float(value), digits=1)
    interval = "" if ends[0] == ends[1] == middle else f"[{ends[0]}, {ends[1]}]"
    return f"{middle} {interval}".strip()


def named(catalog: Catalog, layer_id: str, key: object, lang: Lang) -> str:
    """Return the name of a feature of a layer; empty where there is none."""
    found = None if is_unknown(key) else _names(catalog, layer_id).get(str(key))
    return "" if found is None else found.of(lang)


@lru_cache(maxsize=16)
def _names(catalog: Catalog, layer_id: str) -> dict[str, Label]:
    """Return the names of the features of a layer by their keys."""
    frame = catalog.layers[layer_id].frame
    return {
        str(key): Label(str(zh), str(zh if is_unknown(en) else en))
        for key, zh, en in zip(
            frame.index, frame["name_zh"], frame["name_en"], strict=True
        )
    }


def audit_table(
    catalog: Catalog, projects: pd.DataFrame, columns: pd.DataFrame
) -> Table:
    """Return what an audit found as a table for a file, a row for each project.

    Parameters
    ----------
    catalog : Catalog
        Names of places.
    projects : DataFrame, (n,)
        The projects, for names and stages.
    columns : DataFrame, (n,)
        ``AuditResult.columns()`` of the same projects in the same order.
    """
    heads = _heads()
    names = projects["name_zh"].tolist()
    stages = projects["stage"].tolist()
    rows = []
    for at, (key, row) in enumerate(records(columns)):
        cells: dict[str, Cell] = {
            "id": key,
            "name": str(names[at]),
            "stage": _word("stage", stages[at]),
            "findings": Label(
                *("；".join(one.text for one in findings(row, lang)) for lang in LANGS)
            ),
        }
        cells |= {head.key: _cell(catalog, head.key, row) for head in heads[4:]}
        rows.append(tuple(cells[head.key] for head in heads))
    return Table(_label("paudit_title"), heads, tuple(rows))


def _label(key: str, **values: str) -> Label:
    """Return a phrase in both languages."""
    zh, en = TEXTS[key]
    return Label(zh.format(**values), en.format(**values))


def _heads() -> tuple[Column, ...]:
    """Return the columns of the file."""
    heads = [
        Column("id", _label("paudit_col_id")),
        Column("name", _label("paudit_project")),
        Column("stage", _label("paudit_col_stage")),
        Column("findings", _label("paudit_findings")),
        Column("placed_by", _label("paudit_placed_by")),
        Column("found_league", _label("paudit_col_league")),
        Column("found_banner", _label("paudit_col_banner")),
        Column("shape_fault", _label("paudit_col_shape_fault")),
        Column("inside_park_id", _label("paudit_inside")),
    ]
    for id_name, km_name, _ in DISTANCES:
        title = _label(f"paudit_col_{km_name}")
        key = {"park_km": "park", "station_km": "rail"}.get(km_name, "port")
        heads += [Column(id_name, _label(f"paudit_{key}"))]
        heads += [Column(km_name, title, _KM, 1)]
        for end in ("low", "high"):
            label = Label(
                TEXTS[f"paudit_col_{end}"][0].format(title=title.zh),
                TEXTS[f"paudit_col_{end}"][1].format(title=title.en),
            )
            heads += [Column(f"{km_name}_{end}", label, _KM, 1)]
    heads += [Column("rail_line_km", _label("paudit_col_rail_line_km"), _KM, 1)]
    heads += [Column("n_conflicts", _label("paudit_col_n_conflicts"))]
    heads += [Column(name, _label(f"paudit_col_{name}")) for name in _COUNTS]
    heads += [Column("overlap_ha", _label("paudit_col_overlap_ha"), _HA, 2)]
    for meaning in MEANINGS:
        word = Label(*TEXTS[f"player_{meaning}"])
        for name, unit, decimals in (
            ("status", None, None),
            ("share_low", _PERCENT, 1),
            ("share_high", _PERCENT, 1),
        ):
            zh, en = TEXTS[f"paudit_col_{name}"]
            title = Label(zh.format(meaning=word.zh), en.format(meaning=word.en))
            heads.append(Column(f"{meaning}_{name}", title, unit, decimals))
    return tuple(heads)


def _cell(catalog: Catalog, key: str, row: dict[str, Any]) -> Cell:
    """Return one cell of the file."""
    value = row[key]
    if is_unknown(value):
        return None
    if key == "placed_by":
        return _label(f"paudit_by_{value}")
    if key.endswith("_status"):
        return _label(f"player_status_{value}")
    if key == "shape_fault":
        zh, en = OVERLAY_TEXTS[str(value)]
        return Label(zh.partition("（")[0], en.partition(" (")[0])
    if key in _PLACES:
        return _names(catalog, _PLACES[key]).get(str(value))
    number = float(value) * (100 if "_share_" in key else 1)
    return int(number) if key.startswith("n_") else number


#: Columns that hold the key of a feature → its layer.
_PLACES: Final = {
    "found_league": "leagues",
    "found_banner": "banners",
    "inside_park_id": "parks",
    **{key: layer for key, _, layer in DISTANCES},
}


def _word(field: str, value: object) -> Cell:
    """Return a word of a closed set in both languages."""
    if is_unknown(value):
        return None
    return Label(*labels(field).get(str(value), (str(value), str(value))))
