"""What a constraint layer touches: projects and candidate sites, with shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from geo_zs.overlay.constraints import ConstraintTests
from geo_zs.overlay.ground import ground_of
from geo_zs.overlay.placing import place_projects
from geo_zs.overlay.site_effects import site_effects
from geo_zs.overlay.tested_places import of_projects
from webapp.cells import name_of
from webapp.pages.context import link
from webapp.phrases import phrases
from webapp.planner import frames
from webapp.planner.audit_rows import share_text
from webapp.present import is_unknown, number_text
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.register.constraint_layer import ConstraintLayer
    from webapp.phrases import Lang

#: Rows that the page of a layer lists.
MOST_LISTED: Final = 100
_TOUCHED: Final = ("whole", "part", "possible")


@dataclass(frozen=True)
class Touched:
    """One project or site that a layer touches."""

    key: str
    name: str
    href: str
    kind: str
    status: str
    share: str
    km: str
    feature: str


@dataclass(frozen=True)
class Effects:
    """What a layer touches of one kind of place.

    Parameters
    ----------
    counts : dict of str to int
        ``touched``, ``possible``, ``clear``, ``untested``.
    rows : list of Touched
        The most touched first; at most `MOST_LISTED`.
    """

    counts: dict[str, int]
    rows: list[Touched]


def project_effects(layer: ConstraintLayer, lang: Lang) -> Effects:
    """Return which projects that the reader may see a layer touches."""
    projects = frames.projects()

    def make() -> pd.DataFrame:
        ground = ground_of(get_catalog())
        places = of_projects(place_projects(projects, ground), ground)
        return _columns(ConstraintTests.of([layer], places), projects.index)

    found = frames.derived(("layer", layer.layer_id, layer.version), make)
    names = projects["name_zh"]

    def touched(key: str, row: pd.Series) -> Touched:
        href = link("planner.project", lang, project_id=key)
        return _touched(layer, row, key=key, name=str(names[key]), href=href)

    return _effects(found, touched)


def effects_on_sites(layer: ConstraintLayer, lang: Lang) -> Effects:
    """Return which candidate sites a layer touches."""
    catalog = get_catalog()
    sites = catalog.sites
    made = site_effects(catalog, [layer])
    found = _columns(made.tests, pd.Index(made.ids))
    at = {key: row for row, key in enumerate(sites.ids)}
    t = phrases(lang)

    def touched(key: str, row: pd.Series) -> Touched:
        place = at[key]
        names = {"name_zh": sites.names_zh[place], "name_en": sites.names_en[place]}
        kind = t(f"kind_{sites.kinds[place]}")
        href = ""
        if key in catalog.layers["parks"].frame.index:
            href = link("pages.park", lang, park_id=key)
        name = name_of(names, lang)
        return _touched(layer, row, key=key, name=name, href=href, kind=kind)

    return _effects(found, touched)


def _columns(tests: ConstraintTests, index: pd.Index) -> pd.DataFrame:
    """Return what the first layer of the tests says, as columns."""
    (one,) = tests.tests
    return pd.DataFrame(
        {
            "status": one.status,
            "share": one.share.value,
            "low": one.share.low,
            "high": one.share.high,
            "km": one.km.value,
            "nearest": one.nearest,
        },
        index=index,
    )


def _effects(
    found: pd.DataFrame, touched: Callable[[str, pd.Series], Touched]
) -> Effects:
    """Sum up and list what a layer touches."""
    status = found["status"]
    counts = {
        "touched": int(status.isin(_TOUCHED).sum()),
        "possible": int(status.eq("possible").sum()),
        "clear": int(status.eq("clear").sum()),
        "untested": int(status.eq("not_tested").sum()),
    }
    rows = found[status.isin(_TOUCHED)]
    rank = rows["status"].map({name: at for at, name in enumerate(_TOUCHED)})
    order = np.lexsort((-rows["share"].to_numpy(), rank.to_numpy()))
    listed = rows.iloc[order[:MOST_LISTED]]
    return Effects(counts, [touched(str(key), row) for key, row in listed.iterrows()])


def _touched(
    layer: ConstraintLayer,
    row: pd.Series,
    *,
    key: str,
    name: str,
    href: str,
    kind: str = "",
) -> Touched:
    """Return one line."""
    at = int(row["nearest"])
    km = row["km"]
    return Touched(
        key=key,
        name=name,
        href=href,
        kind=kind,
        status=str(row["status"]),
        share=share_text(row["low"], row["high"]),
        km="" if is_unknown(km) else number_text(float(km), digits=1),
        feature=layer.labels()[at] if at >= 0 else "",
    )
