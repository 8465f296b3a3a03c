"""How the pages of accounts write times, leagues and faults, and read passwords."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Final

from flask import request

from geo_zs.errors import Problem, RecordError
from geo_zs.register.account_faults import AccountFault, account_fault
from webapp.accounts.blueprint import page_lang
from webapp.phrases import phrases
from webapp.state import get_catalog

#: The clock of the region (北京时间), all year.
BEIJING: Final = timezone(timedelta(hours=8), "UTC+8")


def moment(at: datetime | None) -> str:
    """Return a time as people of the region read it; empty if there is none."""
    if at is None:
        return ""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def moment_of(text: object) -> str:
    """Return a time that a record holds as text, as people of the region read it.

    Parameters
    ----------
    text : object
        ISO 8601 with an offset, as the register writes it; a time; or none.
    """
    if isinstance(text, datetime):
        return moment(text)
    return moment(datetime.fromisoformat(text)) if isinstance(text, str) else ""


def exact_moment(at: datetime) -> str:
    """Return a time to the second, with its offset, for files."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def league_options() -> list[tuple[str, str]]:
    """Return code and name of each league, for a list to choose from."""
    frame = get_catalog().layer("leagues").frame
    names = frame[f"name_{page_lang()}"]
    return [(str(code), str(name)) for code, name in names.items()]


def league_words(codes: Iterable[str] | None) -> str:
    """Return the names of leagues; the word for all of them for None."""
    t = phrases(page_lang())
    if codes is None:
        return t("account_all_leagues")
    names = dict(league_options())
    return t.join([names.get(code, code) for code in codes])


def fault_texts(problems: Sequence[Problem]) -> dict[str, str]:
    """Return what is wrong with each field, in the language of the page."""
    t = phrases(page_lang())
    found: dict[str, list[str]] = {}
    for one in problems:
        text = one.text(t.lang) if isinstance(one, AccountFault) else one.message
        found.setdefault(one.field, []).append(text)
    between = "；" if t.lang == "zh" else "; "
    return {field: between.join(texts) for field, texts in found.items()}


def typed_password() -> str:
    """Return the password that was typed twice.

    Raises
    ------
    RecordError
        If it was not the same both times.
    """
    password = request.form.get("password", "")
    if password != request.form.get("password_again", ""):
        raise RecordError([account_fault("password_again", "password_twice")])
    return password
