"""``/planner/circular``: the circular (通报) of a closed month, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Response, abort, request

from geo_zs.board import circular as circulars
from geo_zs.board import circular_text
from geo_zs.board.circular_record import Circular
from geo_zs.board.circular_rows import foreign_currencies
from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.targets import Targets, read_targets
from geo_zs.errors import RequirementError
from geo_zs.imports.faults import Fault, fault_text
from geo_zs.reports.about import About
from geo_zs.reports.circular_sheet import circular_pdf, circular_png, circular_xlsx
from webapp.accounts import current
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page, say
from webapp.planner.board import SECTION, places_of, today
from webapp.planner.board_month import months_closed
from webapp.planner.words import Option, league_options
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

#: Ending → media type, and what makes the file.
FILES: Final = {
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        circular_xlsx,
    ),
    "pdf": ("application/pdf", circular_pdf),
    "png": ("image/png", circular_png),
}
_SCOPES: Final = ("domestic", "outside_region", "foreign")
_MONEYS: Final = ("verified", "reported")
_RANKINGS: Final = ("share", "done", "growth")


def read_wish() -> dict[str, Any]:
    """Return which circular the link asks for."""
    reader = Reader(request.args)
    catalog = get_catalog()
    viewer = current.viewer()
    leagues = tuple(map(str, catalog.layers["leagues"].frame.index))
    if viewer.is_limited:  # of other leagues it sees no money: they would stand at 0
        leagues = tuple(one for one in leagues if one in (viewer.leagues or ()))
    own = leagues[0] if viewer.is_limited and leagues else ""
    within = reader.choice("within", leagues, own)
    level = reader.choice("level", ("league", "banner"), "league")
    closed = months_closed()
    wish: dict[str, Any] = {
        "month": reader.text("month") or (max(closed) if closed else ""),
        "level": "banner" if within else level,
        "within": within or None,
        "scope": reader.choice("scope", _SCOPES, "domestic"),
        "money": reader.choice("money", _MONEYS, "verified"),
        "rank_by": reader.choice("rank_by", _RANKINGS, "share"),
    }
    if wish["scope"] == "foreign":
        known = currencies(wish["month"])
        wish["currency"] = reader.choice("currency", known, known[0] if known else "")
    reader.finish()
    return wish


def currencies(month: str) -> tuple[str, ...]:
    """Return the currencies of foreign money, that of the target of the year first."""
    year = month[:4]
    return foreign_currencies(
        frames.ledger(), all_targets(), int(year) if year.isdecimal() else 0
    )


def all_targets() -> Targets:
    """Return shipped targets and those that the reader may see."""
    return read_targets(get_catalog().tables["targets"], frames.targets())


def make_circular(wish: dict[str, Any]) -> Circular:
    """Return the circular of the present reader.

    Raises
    ------
    RequirementError
        If the month is not closed.
    """
    return circulars.circular(
        frames.ledger(),
        frames.projects(),
        all_targets(),
        places_of(get_catalog()),
        closed=months_closed(),
        **{key: value for key, value in wish.items() if key != "currency" or value},
    )


def wish_words(wish: dict[str, Any], lang: Lang) -> tuple[str, ...]:
    """Return what a circular was asked for, in words, one choice each."""
    chosen = {
        "month": wish["month"],
        "level": say(f"circular_by_{wish['level']}"),
        "within": dict(_leagues(lang)).get(wish["within"], ""),
        "scope": say(f"circular_{wish['scope']}"),
        "currency": wish.get("currency", ""),
        "money": say(f"circular_{wish['money']}"),
        "rank_by": say(f"circular_{wish['rank_by']}"),
    }
    return tuple(
        f"{say(f'circular_{key}')}{say('colon')}{text}"
        for key, text in chosen.items()
        if text
    )


def _leagues(lang: Lang) -> list[Option]:
    """Return the leagues whose banners the reader may rank."""
    viewer = current.viewer()
    return [
        (key, name)
        for key, name in league_options(get_catalog(), lang)
        if not viewer.is_limited or key in (viewer.leagues or ())
    ]


@planner.get("/circular")
def circular() -> Response:
    """Show the circular, with its text to paste and its files."""
    wish, lang = read_wish(), page_lang()
    closed = sorted(months_closed(), reverse=True)
    made, faults = None, []
    if wish["month"]:
        try:
            made = make_circular(wish)
        except RequirementError as error:
            faults = [
                ("。" if lang == "zh" else ". ").join(
                    filter(None, fault_text(one, BOARD_WORDS, lang))
                )
                if isinstance(one, Fault)
                else one.message
                for one in error.problems
            ]
    kept = {key: value for key, value in wish.items() if value}
    return planner_page(
        "planner/circular.html",
        section=SECTION,
        status=422 if faults else 200,
        link_values=kept,
        wish=wish,
        kept=kept,
        closed=closed,
        faults=faults,
        table=None if made is None else circular_text.table(made),
        text="" if made is None else circular_text.text(made, lang),
        files=list(FILES),
        leagues=_leagues(lang),
        is_limited=current.viewer().is_limited,
        scopes=_SCOPES,
        currencies=currencies(wish["month"]) if wish["scope"] == "foreign" else (),
        moneys=_MONEYS,
        rankings=_RANKINGS,
    )


@planner.get("/circular.<fmt>")
def circular_file(fmt: str) -> Response:
    """Send the circular as a file."""
    if fmt not in FILES:
        abort(404)
    wish, lang = read_wish(), page_lang()
    made = make_circular(wish)
    media_type, write = FILES[fmt]
    about = About(
        title=circular_text.title(made).of(lang),
        made_on=today(),
        data_version=get_catalog().data_version,
        filters=wish_words(wish, lang),
        notes=(say("circular_source"),),
        maker=current.account().display_name,
    )
    content = write(circular_text.table(made), lang=lang, about=about)
    response = Response(content, content_type=media_type)
    name = f"circular-{made.month}-{made.level}-{made.scope}.{fmt}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
