"""What the name and the rights of an account (账号) may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from geo_zs.errors import is_broken
from geo_zs.register.access import Role
from geo_zs.register.account_faults import AccountFault, account_fault
from geo_zs.register.faults import shown
from geo_zs.text_guard import is_seen

#: Roles that an account can have.
ACCOUNT_ROLES: Final[tuple[Role, ...]] = ("viewer", "planner", "admin")

MAX_NAME: Final = 60
MAX_DISPLAY: Final = 100

#: Names that the log of changes uses for others than accounts.
_TAKEN: Final = frozenset({"cli", "import", "public", "system"})
_NAME: Final = re.compile(r"\w[\w.@-]+")
_LEAGUE: Final = re.compile(r"15\d{4}")


def fold_name(name: str) -> str:
    """Return a name as accounts are told apart: width, case and outer space left out.

    Parameters
    ----------
    name : str
        What was typed.
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def can_be_name(name: str) -> bool:
    """Tell whether an account could have this name."""
    if is_broken(name):
        return False
    folded = fold_name(name)
    return len(folded) <= MAX_NAME and _NAME.fullmatch(folded) is not None


def plain(text: str) -> str:
    """Return a text on one line, without outer space."""
    if is_broken(text):
        return ""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_faults(name: str) -> list[AccountFault]:
    """Return what is wrong with the name of a new account, whoever else has it."""
    if not can_be_name(name):
        value = shown(name, MAX_NAME)
        return [account_fault("name", "name_form", value=value, most=MAX_NAME)]
    if fold_name(name) in _TAKEN:
        return [account_fault("name", "name_reserved", value=shown(fold_name(name)))]
    return []


def display_faults(text: str) -> list[AccountFault]:
    """Return what is wrong with what people call an account."""
    is_shown = not text or is_seen(text)
    if len(text) <= MAX_DISPLAY and text.isprintable() and is_shown:
        return []
    values = {"length": len(text), "most": MAX_DISPLAY}
    return [account_fault("display_name", "display_form", **values)]


def right_faults(
    role: str, leagues: Collection[str] | None, known: frozenset[str]
) -> list[AccountFault]:
    """Return what is wrong with the rights of an account.

    Parameters
    ----------
    role : str
    leagues : collection of str or None
        Codes of the leagues that the account is to be limited to.
    known : frozenset of str
        Codes of all leagues; if empty, only the form of a code is looked at.
    """
    faults = []
    if role not in ACCOUNT_ROLES:
        allowed = ", ".join(ACCOUNT_ROLES)
        values = {"value": shown(role), "allowed": allowed}
        faults.append(account_fault("role", "role_unknown", **values))
    if leagues is None:
        return faults
    if role == "admin":
        faults.append(account_fault("leagues", "admin_limited"))
    if not leagues:
        faults.append(account_fault("leagues", "leagues_empty"))
    for code in sorted(leagues):
        if code not in known if known else not _LEAGUE.fullmatch(code):
            faults.append(account_fault("leagues", "league_unknown", value=shown(code)))
    return faults
