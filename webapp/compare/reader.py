"""From a link to ``/compare`` to the sites and the requirement it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import MultiDict

from geo_zs.comparison.compare import FEWEST, MOST
from geo_zs.comparison.lookup import near_sites
from geo_zs.errors import Problem
from webapp.match.reader import read_form
from webapp.params import MAX_TEXT
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.matching.table import SiteTable
    from webapp.match.form import MatchForm

IDS: Final = "ids"
"""Parameter that names the sites: several times, or once with commas."""

_MOST_READ: Final = 12
"""Names that are looked at, so that a link cannot ask for endless work."""


@dataclass(frozen=True)
class CompareForm:
    """What a link to ``/compare`` holds.

    Parameters
    ----------
    sites : tuple of str
        Ids of the sites found, each once, in the order given.
    typed : tuple of str
        What was given for them, found or not, for the form.
    match : MatchForm
        The requirement, as on ``/match``.
    problems : tuple of Problem
        Faults, by the name of the field.
    """

    sites: tuple[str, ...]
    typed: tuple[str, ...]
    match: MatchForm
    problems: tuple[Problem, ...]

    @property
    def is_asked(self) -> bool:
        """Whether the link asks for a comparison yet."""
        return self.match.is_asked and bool(self.typed)

    def values(self) -> dict[str, str | Sequence[str]]:
        """Return the parameters of a link to the same view."""
        given = dict(self.match.values())
        if self.typed:
            given[IDS] = ",".join(self.sites) if self.sites else self.typed
        return given


def read_compare(
    args: MultiDict[str, str], catalog: Catalog, lang: Lang
) -> CompareForm:
    """Read a link to ``/compare``; faults are kept in the form, not raised.

    Parameters
    ----------
    args : MultiDict
        Parameters of the link: ``ids``, and those of ``/match``.
    catalog : Catalog
        For the sites and the words of the requirement.
    lang : {"zh", "en"}
        Language of the messages.

    Returns
    -------
    CompareForm
    """
    rest = MultiDict(
        [(name, text) for name, text in args.items(multi=True) if name != IDS]
    )
    match = read_form(rest, catalog, lang)
    typed = _typed(args)
    problems: list[Problem] = []
    found: list[str] = []
    for text in typed:
        keys = find_sites(catalog.sites, text)
        if len(keys) == 1:
            found.append(keys[0])
        else:
            problems.append(Problem(IDS, _not_found(catalog.sites, text, keys, lang)))
    sites = tuple(dict.fromkeys(found))
    t = phrases(lang)
    if len(sites) < len(found):
        problems.append(Problem(IDS, t("compare_twice")))
    if match.is_asked and not problems and not FEWEST <= len(sites) <= MOST:
        problems.append(Problem(IDS, t("compare_count", count=len(sites))))
    if typed and match.is_asked:
        problems += [*match.problems, *match.ignored]
    return CompareForm(sites, typed, match, tuple(problems))


def _typed(args: MultiDict[str, str]) -> tuple[str, ...]:
    """Return what was given for the sites, without empty ones."""
    parts = [part for text in args.getlist(IDS) for part in text.split(",")]
    cut = [part.strip()[:MAX_TEXT] for part in parts]
    return tuple(part for part in cut if part)[:_MOST_READ]


def find_sites(sites: SiteTable, text: str) -> tuple[str, ...]:
    """Return the ids of the sites that an id or a whole name stands for.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    text : str
        Id, Chinese or English name; a name followed by its id in brackets too.
    """
    if text in sites.ids:
        return (text,)
    if text.endswith(")") and "(" in text:
        key = text.rpartition("(")[2][:-1].strip()
        if key in sites.ids:
            return (key,)
    wanted = text.casefold()
    return tuple(
        key
        for key, *names in zip(sites.ids, sites.names_zh, sites.names_en, strict=True)
        if wanted in (name.casefold() for name in names)
    )


def _not_found(sites: SiteTable, text: str, keys: Sequence[str], lang: Lang) -> str:
    """Return that a name stands for no site, or for several, with those meant."""
    t = phrases(lang)
    near = keys or near_sites(sites, text)
    names = t.join([site_label(sites, key, lang) for key in near[:4]])
    if keys:
        return t("compare_several", value=text, names=names)
    message = t("compare_unknown", value=text)
    return message + (t("compare_near", names=names) if names else "")


def site_label(sites: SiteTable, key: str, lang: Lang) -> str:
    """Return name and id of a site, as the form takes them back."""
    row = sites.ids.index(key)
    name = phrases(lang).pair(sites.names_zh[row], sites.names_en[row])
    return f"{name} ({key})"
