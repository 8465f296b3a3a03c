"""From a link to ``/match`` to its form; faults are kept beside the fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo_zs.errors import Problem
from webapp.match_form import CHOICES, NUMBERS, POLICIES, MatchForm
from webapp.params import MAX_TEXT, parse_number
from webapp.phrases import Lang, phrases
from webapp.present import rows_of

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from geo_zs.catalog import Catalog


def read_form(args: MultiDict[str, str], catalog: Catalog, lang: Lang) -> MatchForm:
    """Read a link to ``/match``; faults are kept in the form, not raised.

    Parameters
    ----------
    args : MultiDict
        Parameters of the link; unknown ones are left out.
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
    if not industry and typed:
        industry = find_industry(catalog, typed)
        if not industry:
            problems.append(Problem("industry", t("error_industry", value=typed)))
    return MatchForm(
        industry=industry,
        industry_name=typed,
        texts=texts,
        land_unit="ha" if args.get("land_unit") == "ha" else "mu",
        choices=_read_choices(args, problems, lang),
        is_chemical=args.get("chemical") == "1",
        leagues=_kept(args, "league"),
        kinds=_kept(args, "kind"),
        weights=_read_weights(args, catalog, industry, problems, lang),
        problems=tuple(problems),
    )


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
    allowed["unverified"] = POLICIES
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
