"""From a link to ``/match`` to its form; faults are kept beside the fields."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from geo_zs.errors import Problem
from webapp.match.area import AreaTextError, Corner, read_corners
from webapp.match.fields import (
    AWAY,
    CHOICES,
    LISTS,
    METHODS,
    NUMBERS,
    POLICIES,
    WEIGHT,
)
from webapp.match.form import MatchForm
from webapp.match.reading import strike
from webapp.params import MAX_TEXT, parse_number, plain_number
from webapp.phrases import Lang, Phrases, phrases
from webapp.present import rows_of

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from geo_zs.catalog import Catalog

MAX_WORDS: Final = 2000
"""Longest requirement in words, in characters, as the API takes it."""

_MAX_AREA: Final = 20_000
"""Longest outline that is looked at, in characters."""

_SINGLE: Final = (
    "text",
    "industry",
    "industry_name",
    *NUMBERS,
    "land_unit",
    *CHOICES,
    "unverified",
    "preset",
    "method",
    "chemical",
    "area",
    "weights_of",
    "lang",
)
"""Parameters that a link may hold once; weights and distances to keep too."""

_REPEATED: Final = (*LISTS, "without")
"""Parameters that a link may hold several times."""

_OPENS: Final = frozenset({"lang", "league", "area"})
"""Parameters that a link to the empty form may hold: they are chosen in it then.

All others show that the form was sent, and an answer needs an industry.
"""


def read_form(args: MultiDict[str, str], catalog: Catalog, lang: Lang) -> MatchForm:
    """Read a link to ``/match``; faults are kept in the form, not raised.

    Parameters
    ----------
    args : MultiDict
        Parameters of the link; those without effect are told in ``ignored``.
    catalog : Catalog
        For the names of industries and leagues, and the words of texts.
    lang : {"zh", "en"}
        Language of the messages.

    Returns
    -------
    MatchForm
    """
    problems: list[Problem] = []
    t = phrases(lang)
    text = _read_words(args, problems, t)
    texts = {name: plain_number(_typed(args, name)) for name in NUMBERS}
    away = {
        name.removeprefix(AWAY): plain_number(_typed(args, name))
        for name in args
        if name.startswith(AWAY) and args[name].strip()
    }
    texts = {name: typed for name, typed in texts.items() if typed}
    typed_numbers = {**texts, **{AWAY + name: km for name, km in away.items()}}
    problems.extend(
        Problem(name, t("error_number", value=typed))
        for name, typed in typed_numbers.items()
        if parse_number(typed) is None
    )
    name = args.get("industry_name", "").strip()[:MAX_TEXT]
    industry = args.get("industry", "").strip()[:MAX_TEXT]
    choices = _read_choices(args, problems, catalog, t)
    if not industry and name:
        industry = find_industry(catalog, name)
        if not industry:
            problems.append(Problem("industry", t("error_industry", value=name)))
    is_sent = any(args[each].strip() for each in args if each not in _OPENS)
    if not industry and not name and not args.get("text", "").strip() and is_sent:
        problems.append(Problem("industry", t("error_no_industry")))
    area_text, corners = _read_area(args, problems, t)
    without = _kept(args, "without") if text else ()
    sent, kept = strike(text, without, catalog) if without else ("", {})
    return MatchForm(
        text=text,
        sent=sent,
        kept=kept,
        without=without,
        industry=industry,
        industry_name=name,
        texts=texts,
        land_unit=choices.pop("land_unit", "mu"),
        is_chemical=choices.pop("chemical", "0") == "1",
        choices=choices,
        lists={name: keys for name in LISTS if (keys := _kept(args, name))},
        away=away,
        area_text=area_text,
        corners=corners,
        weights=_read_weights(args, catalog, industry, problems, t),
        problems=tuple(problems),
        ignored=tuple(_ignored(args, catalog, industry, t)),
    )


def _typed(args: MultiDict[str, str], name: str) -> str:
    """Return what was typed into a field."""
    return args.get(name, "").strip()[:MAX_TEXT]


def _read_words(args: MultiDict[str, str], problems: list[Problem], t: Phrases) -> str:
    """Return the requirement in words; add a fault if it cannot be read as a text."""
    text = args.get("text", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MAX_WORDS:
        problems.append(
            Problem("text", t("error_words", count=len(text), maximum=MAX_WORDS))
        )
        return text[:MAX_WORDS]
    hidden = [
        at
        for at, char in enumerate(text, 1)
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
    ]
    if hidden:
        problems.append(Problem("text", t("error_control", at=hidden[0])))
        return "".join(char for at, char in enumerate(text, 1) if at not in set(hidden))
    return text


def _read_area(
    args: MultiDict[str, str], problems: list[Problem], t: Phrases
) -> tuple[str, tuple[Corner, ...]]:
    """Return the outline as typed and as corners; add a fault if it is none."""
    typed = args.get("area", "").strip()[:_MAX_AREA]
    if not typed:
        return "", ()
    try:
        return typed, read_corners(typed)
    except AreaTextError as error:
        problems.append(Problem("area", t(error.key, **error.values)))
        return typed, ()


def _ignored(
    args: MultiDict[str, str], catalog: Catalog, industry: str, t: Phrases
) -> Iterator[Problem]:
    """Yield the parameters that have no effect: unknown, repeated, of other weights."""
    weights = [WEIGHT + name for name in catalog.criteria.criteria]
    layers = [name for name in args if name.startswith(AWAY)]
    is_other = _is_other(args, industry)
    known = (*_SINGLE, *_REPEATED, *weights, *layers)
    for name in args:
        shown = name[:MAX_TEXT]
        if name.startswith(WEIGHT) and is_other:
            continue
        if name not in known:
            near = difflib.get_close_matches(shown, known, n=1)
            hint = t("ignored_near", name=near[0]) if near else ""
            yield Problem(shown, t("ignored_unknown", name=shown) + hint)
        elif name not in _REPEATED and len(args.getlist(name)) > 1:
            yield Problem(shown, t("ignored_repeated", name=shown))
    if is_other and any(name.startswith(WEIGHT) for name in args):
        yield Problem("weights_of", t("ignored_weights"))


def _is_other(args: MultiDict[str, str], industry: str) -> bool:
    """Tell whether the weights of a link were set for another industry.

    An industry that stands in the text only is not known here, and its weights
    are taken as they are.
    """
    return bool(industry) and args.get("weights_of", industry) != industry


def _kept(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the different values of a parameter that may be repeated."""
    values = (value[:MAX_TEXT] for value in args.getlist(name)[:50])
    return tuple(dict.fromkeys(value for value in values if value))


def _read_choices(
    args: MultiDict[str, str], problems: list[Problem], catalog: Catalog, t: Phrases
) -> dict[str, str]:
    """Return the choices; add a fault for one that does not exist."""
    allowed: dict[str, tuple[str, ...]] = {
        name: values for name, (_, values) in CHOICES.items()
    }
    allowed |= {
        "unverified": POLICIES,
        "preset": tuple(catalog.criteria.presets),
        "method": METHODS,
        "land_unit": ("mu", "ha"),
        "chemical": ("0", "1"),
    }
    chosen: dict[str, str] = {}
    for name, values in allowed.items():
        value = args.get(name, "").strip()[:MAX_TEXT]
        if value and value not in values:
            problems.append(Problem(name, t("error_choice", value=value)))
        elif value:
            chosen[name] = value
    return chosen


def _read_weights(
    args: MultiDict[str, str],
    catalog: Catalog,
    industry: str,
    problems: list[Problem],
    t: Phrases,
) -> dict[str, float]:
    """Return the weights that a link gives, in percent.

    Weights set for another industry than the one asked for are left out: they stood
    for another preset.
    """
    if _is_other(args, industry):
        return {}
    found: dict[str, float] = {}
    for name in catalog.criteria.criteria:
        text = args.get(WEIGHT + name, "").strip()
        if not text:
            continue
        value = parse_number(text)
        if value is None or not 0 <= value <= 100:
            message = t("error_weight", value=text[:MAX_TEXT])
            problems.append(Problem(WEIGHT + name, message))
        else:
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
