"""The filter that table, map, board and exports share, as a form and in links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import request

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.filters import FIELDS, BoardFilter, KnownValues
from geo_zs.board.words import word
from geo_zs.errors import Problem, RequirementError
from geo_zs.imports.faults import Fault, fault_text
from geo_zs.register.sizes import SIZE_CLASSES
from geo_zs.register.words import labels
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, say
from webapp.planner.words import (
    Option,
    grouped_options,
    industry_options,
    league_options,
    word_options,
)
from webapp.present import is_unknown
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

#: Fields of the filter that stand open; the others are under "more".
_OPEN: Final = ("text", "league", "stage", "industry")


@dataclass(frozen=True)
class FilterView:
    """The filter of a page: what was asked, and what may be asked.

    Parameters
    ----------
    chosen : BoardFilter
        What was asked; empty where the link has faults.
    values : mapping of str to str
        Field → the value that its control shows (the first of several).
    options : mapping of str to list of (key, label)
        Field → what may be chosen.
    grouped : mapping of str to list of (name, options)
        Banners and parks under their leagues.
    faults : mapping of str to str
        Field → what is wrong with it, in the language of the page.
    is_more_open : bool
        Whether a field under "more" is in use.
    """

    chosen: BoardFilter
    values: Mapping[str, str]
    options: Mapping[str, list[Option]]
    grouped: Mapping[str, list[tuple[str, list[Option]]]]
    faults: Mapping[str, str]
    is_more_open: bool

    @property
    def query(self) -> dict[str, list[str]]:
        """The filter as it goes into links."""
        return self.chosen.to_query()


def known_values(catalog: Catalog) -> KnownValues:
    """Return the codes and words that a filter may name."""
    layers = catalog.layers
    return KnownValues(
        league=frozenset(map(str, layers["leagues"].frame.index)),
        banner=frozenset(map(str, layers["banners"].frame.index)),
        park=frozenset(map(str, layers["parks"].frame.index)),
        industry=frozenset(map(str, catalog.tables["industries"]["tag"])),
        cluster=frozenset(labels("cluster")),
        chain=frozenset(labels("chain")),
    )


def read_filter() -> FilterView:
    """Read the filter of the present link; faults are told, never raised."""
    catalog, lang = get_catalog(), page_lang()
    given = {
        name: request.args.getlist(name) for name in FIELDS if name in request.args
    }
    faults: dict[str, str] = {}
    try:
        chosen = BoardFilter.parse(given, known=known_values(catalog))
    except RequirementError as error:
        chosen = BoardFilter()
        faults = {one.field: _said(one, lang) for one in error.problems}
    return FilterView(
        chosen=chosen,
        values={name: (given.get(name) or [""])[0] for name in FIELDS},
        options=_options(catalog, lang),
        grouped={
            "banner": grouped_options(catalog, "banners", lang),
            "park": grouped_options(catalog, "parks", lang),
        },
        faults=faults,
        is_more_open=any(name not in _OPEN for name in given if any(given[name])),
    )


def _said(problem: Problem, lang: Lang) -> str:
    """Return a fault of the filter in words."""
    if not isinstance(problem, Fault):
        return problem.message
    return ("；" if lang == "zh" else "; ").join(fault_text(problem, BOARD_WORDS, lang))


def _options(catalog: Catalog, lang: Lang) -> dict[str, list[Option]]:
    """Return what each field with a list may be."""
    found = {
        name: word_options(name, lang)
        for name in (
            "stage",
            "cluster",
            "chain",
            "investor_origin",
            "origin",
            "visibility",
        )
    }
    at = 0 if lang == "zh" else 1
    found["size_class"] = [(key, word("key", key)[at]) for key in SIZE_CLASSES]
    found["league"] = league_options(catalog, lang)
    found["industry"] = industry_options(catalog, lang)
    dated = [key for key, _ in found["stage"] if key != "unknown"]
    found["date_stage"] = [one for one in found["stage"] if one[0] in dated]
    officers = {
        str(name) for name in frames.projects()["officer"] if not is_unknown(name)
    }
    found["officer"] = [(name, name) for name in sorted(officers)][:300]
    return found


def link_values(view: FilterView, **more: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a link
    """Return the filter with other parameters, for ``link(endpoint, **values)``."""
    return {**view.query, **{key: value for key, value in more.items() if value}}


def filter_words(view: FilterView) -> tuple[str, ...]:
    """Return what was chosen, in words, one filter each."""
    found = []
    for name, values in view.query.items():
        known = dict(view.options.get(name, ()))
        for _, options in view.grouped.get(name, ()):
            known |= dict(options)
        shown = [known.get(one, one) for one in values]
        found.append(f"{say('pf_' + name)}{say('colon')}{', '.join(shown)}")
    return tuple(found)
