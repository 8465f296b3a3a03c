"""From a link to ``/match`` to its form; faults are kept beside the fields."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from geo_zs.errors import Problem
from webapp.match.form import CHOICES, NUMBERS, POLICIES, MatchForm
from webapp.params import MAX_TEXT, parse_number
from webapp.phrases import Lang, phrases
from webapp.present import rows_of

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from geo_zs.catalog import Catalog


_SINGLE: Final = (
    "industry",
    "industry_name",
    *NUMBERS,
    "land_unit",
    *CHOICES,
    "unverified",
    "chemical",
    "weights_of",
    "lang",
)
"""Parameters that a link may hold once; weights (``w_…``) too."""

_REPEATED: Final = ("league", "kind")
"""Parameters that a link may hold several times."""

_ASKING: Final = tuple(name for name in _SINGLE if name != "lang")
"""Parameters that show that the form was sent: an answer needs an industry then.

A link with leagues alone opens the form with them chosen.
"""


def read_form(args: MultiDict[str, str], catalog: Catalog, lang: Lang) -> MatchForm:
    """Read a link to ``/match``; faults are kept in the form, not raised.

    Parameters
    ----------
    args : MultiDict
        Parameters of the link; those without effect are told in ``ignored``.
    catalog : Catalog
        For the names of industries and leagues.
    lang : {"zh", "en"}
        Language of the messages.

    Returns
    -------
    MatchForm
    """
    problems: list[Problem] = []
    t = phrases(lang)
    texts = {name: args.get(name, "").strip()[:MAX_TEXT] for name in NUMBERS}
    texts = {name: text for name, text in texts.items() if text}
    problems.extend(
        Problem(name, t("error_number", value=text))
        for name, text in texts.items()
        if parse_number(text) is None
    )
    typed = args.get("industry_name", "").strip()[:MAX_TEXT]
    industry = args.get("industry", "").strip()[:MAX_TEXT]
    choices = _read_choices(args, problems, lang)
    if not industry and typed:
        industry = find_industry(catalog, typed)
        if not industry:
            problems.append(Problem("industry", t("error_industry", value=typed)))
    elif not industry and any(name in args for name in _ASKING):
        problems.append(Problem("industry", t("error_no_industry")))
    return MatchForm(
        industry=industry,
        industry_name=typed,
        texts=texts,
        land_unit=choices.pop("land_unit", "mu"),
        is_chemical=choices.pop("chemical", "0") == "1",
        choices=choices,
        leagues=_kept(args, "league"),
        kinds=_kept(args, "kind"),
        weights=_read_weights(args, catalog, industry, problems, lang),
        problems=tuple(problems),
        ignored=tuple(_ignored(args, catalog, industry, lang)),
    )


def _ignored(
    args: MultiDict[str, str], catalog: Catalog, industry: str, lang: Lang
) -> Iterator[Problem]:
    """Yield the parameters that have no effect: unknown, repeated, of other weights."""
    t = phrases(lang)
    preset = catalog.criteria.preset_for(industry)
    weights = [f"w_{one.id}" for one in (*preset.criteria, *preset.asked)]
    is_other = args.get("weights_of", industry) != industry
    known = (*_SINGLE, *_REPEATED, *weights)
    for name in args:
        shown = name[:MAX_TEXT]
        if name.startswith("w_") and is_other:
            continue
        if name not in known:
            near = difflib.get_close_matches(shown, known, n=1)
            hint = t("ignored_near", name=near[0]) if near else ""
            yield Problem(shown, t("ignored_unknown", name=shown) + hint)
        elif name not in _REPEATED and len(args.getlist(name)) > 1:
            yield Problem(shown, t("ignored_repeated", name=shown))
    if is_other and any(name.startswith("w_") for name in args):
        yield Problem("weights_of", t("ignored_weights"))


def _kept(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the different values of a parameter that may be repeated."""
    return tuple(dict.fromkeys(value[:MAX_TEXT] for value in args.getlist(name)[:50]))


def _read_choices(
    args: MultiDict[str, str], problems: list[Problem], lang: Lang
) -> dict[str, str]:
    """Return the choices; add a fault for one that does not exist."""
    allowed: dict[str, tuple[str, ...]] = {
        name: values for name, (_, values) in CHOICES.items()
    }
    allowed |= {
        "unverified": POLICIES,
        "land_unit": ("mu", "ha"),
        "chemical": ("0", "1"),
    }
    chosen: dict[str, str] = {}
    for name, values in allowed.items():
        value = args.get(name, "").strip()[:MAX_TEXT]
        if value and value not in values:
            message = phrases(lang)("error_choice", value=value)
            problems.append(Problem(name, message))
        elif value:
            chosen[name] = value
    return chosen


def _read_weights(
    args: MultiDict[str, str],
    catalog: Catalog,
    industry: str,
    problems: list[Problem],
    lang: Lang,
) -> dict[str, float]:
    """Return the weights that differ from the preset's, in percent.

    Sliders of another industry than the one asked for are left out: they stood
    for another preset.
    """
    if args.get("weights_of", industry) != industry:
        return {}
    preset = catalog.criteria.preset_for(industry)
    usual = {name: round(100 * weight) for name, weight in preset.weights.items()}
    found: dict[str, float] = {}
    for name in [*usual, *(one.id for one in preset.asked)]:
        text = args.get(f"w_{name}", "").strip()
        if not text:
            continue
        value = parse_number(text)
        if value is None or not 0 <= value <= 100:
            message = phrases(lang)("error_weight", value=text[:MAX_TEXT])
            problems.append(Problem(f"w_{name}", message))
        elif value != usual.get(name, 0):
            found[name] = value
    return found


def find_industry(catalog: Catalog, typed: str) -> str:
    """Return the tag of the industry that goes by a name; empty if there is none.

    Parameters
    ----------
    catalog : Catalog
        For the vocabulary.
    typed : str
        Tag, Chinese or English name, or a synonym.
    """
    wanted = typed.casefold()
    for row in rows_of(catalog.tables["industries"]):
        names: Iterable[str] = (
            row["tag"],
            row["name_zh"],
            row["name_en"],
            *row["synonyms_zh"],
        )
        if any(str(name).casefold() == wanted for name in names):
            return str(row["tag"])
    return ""
