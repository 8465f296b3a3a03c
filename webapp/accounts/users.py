"""``/admin/users``: the accounts, for admins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import Response, request

from geo_zs.errors import ConflictError, Problem, RecordError
from geo_zs.register import accounts as book
from geo_zs.register.account_faults import account_fault
from geo_zs.register.account_records import (
    AccountRecord,
    list_accounts,
    read_account,
)
from geo_zs.register.account_rules import ACCOUNT_ROLES
from webapp.accounts import current
from webapp.accounts.blueprint import accounts, go_to, private_page, tell
from webapp.accounts.words import (
    fault_texts,
    league_options,
    league_words,
    moment,
    typed_password,
)


@dataclass(frozen=True)
class Typed:
    """What was typed into the form of an account."""

    name: str = ""
    display_name: str = ""
    role: str = "viewer"
    #: ``all``, ``some``, or empty as long as nothing is chosen.
    reach: str = ""
    leagues: tuple[str, ...] = ()

    @classmethod
    def of_form(cls) -> Typed:
        """Return what the present request brings."""
        form = request.form
        return cls(
            name=form.get("name", ""),
            display_name=form.get("display_name", ""),
            role=form.get("role", ""),
            reach=form.get("reach", ""),
            leagues=tuple(form.getlist("leagues")),
        )

    @classmethod
    def of_account(cls, account: AccountRecord) -> Typed:
        """Return what the form of an account begins with."""
        return cls(
            name=account.name,
            display_name=account.display_name,
            role=account.role,
            reach="all" if account.leagues is None else "some",
            leagues=account.leagues or (),
        )

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The leagues that the account is limited to; None is all.

        Raises
        ------
        RecordError
            If nothing is chosen, or all leagues and some of them: what was meant
            is asked for, because the wider of the two would be given away unseen.
        """
        if self.reach not in ("all", "some"):
            raise RecordError([account_fault("leagues", "reach_unchosen")])
        if self.reach == "all" and self.leagues:
            raise RecordError([account_fault("leagues", "leagues_with_all")])
        return self.leagues if self.reach == "some" else None


@accounts.get("/admin/users")
@current.requires("admin")
def users() -> Response:
    """Show all accounts, and the form for a new one."""
    return _list(Typed())


@accounts.post("/admin/users")
@current.requires("admin")
def create_user() -> Response:
    """Make an account; its owner has to choose another password first."""
    typed = Typed.of_form()
    try:
        with current.register().write(current.viewer()) as writer:
            made = book.create_account(
                writer,
                typed.name,
                password=typed_password(),
                role=typed.role,
                display_name=typed.display_name,
                leagues=typed.chosen,
                must_change_password=True,
            )
    except RecordError as error:
        return _list(typed, status=422, faults=error.problems)
    tell("users_made", name=made.name)
    return go_to("accounts.users")


@accounts.get("/admin/users/<name>")
@current.requires("admin")
def user(name: str) -> Response:
    """Show one account."""
    found = _read(name)
    return _one(found, Typed.of_account(found))


@accounts.post("/admin/users/<name>")
@current.requires("admin")
def update_user(name: str) -> Response:
    """Change what an account is called and may do."""
    typed = Typed.of_form()
    try:
        with current.register().write(current.viewer()) as writer:
            changed = book.update_account(
                writer,
                name,
                display_name=typed.display_name,
                role=typed.role,
                leagues=typed.chosen,
                version=_version(),
            )
    except ConflictError:
        return _one(_read(name), typed, status=409, is_stale=True)
    except RecordError as error:
        return _one(_read(name), typed, status=422, faults=error.problems)
    tell("users_changed", name=changed.name)
    return go_to("accounts.users")


@accounts.post("/admin/users/<name>/password")
@current.requires("admin")
def set_user_password(name: str) -> Response:
    """Give an account another password; its owner has to choose one of their own."""
    try:
        with current.register().write(current.viewer()) as writer:
            changed = book.set_password(
                writer, name, typed_password(), must_change_password=True
            )
    except RecordError as error:
        found = _read(name)
        return _one(found, Typed.of_account(found), status=422, faults=error.problems)
    tell("users_password_set", name=changed.name)
    return go_to("accounts.users")


@accounts.post("/admin/users/<name>/disable")
@current.requires("admin")
def disable_user(name: str) -> Response:
    """Disable an account."""
    return _switch(name, is_disabled=True)


@accounts.post("/admin/users/<name>/enable")
@current.requires("admin")
def enable_user(name: str) -> Response:
    """Enable an account again."""
    return _switch(name, is_disabled=False)


def _switch(name: str, *, is_disabled: bool) -> Response:
    """Disable or enable an account."""
    try:
        with current.register().write(current.viewer()) as writer:
            changed = book.set_disabled(
                writer, name, is_disabled=is_disabled, version=_version()
            )
    except ConflictError:
        found = _read(name)
        return _one(found, Typed.of_account(found), status=409, is_stale=True)
    except RecordError as error:
        found = _read(name)
        return _one(found, Typed.of_account(found), status=422, faults=error.problems)
    tell("users_disabled" if is_disabled else "users_enabled", name=changed.name)
    return go_to("accounts.users")


def _read(name: str) -> AccountRecord:
    """Return an account; raises `UnknownRecordError` if there is none."""
    with current.register().read() as session:
        return read_account(session, name)


def _version() -> int | None:
    """Return the version that the form was made from; None if it names none."""
    text = request.form.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _list(
    typed: Typed, *, status: int = 200, faults: Sequence[Problem] = ()
) -> Response:
    """Return the page of all accounts."""
    with current.register().read() as session:
        found = list_accounts(session)
    return private_page(
        "accounts/users.html",
        status=status,
        users=[_line(one) for one in found],
        faults=fault_texts(faults),
        **_choices(typed),
    )


def _one(
    found: AccountRecord,
    typed: Typed,
    *,
    status: int = 200,
    faults: Sequence[Problem] = (),
    is_stale: bool = False,
) -> Response:
    """Return the page of one account."""
    return private_page(
        "accounts/user.html",
        status=status,
        user=_line(found),
        version=found.version,
        is_self=found.name == current.viewer().name,
        faults=fault_texts(faults),
        is_stale=is_stale,
        **_choices(typed),
    )


def _choices(typed: Typed) -> dict[str, Any]:
    """Return what the form of an account needs."""
    return {"typed": typed, "roles": ACCOUNT_ROLES, "league_options": league_options()}


def _line(account: AccountRecord) -> dict[str, Any]:
    """Return what the list of accounts shows of one."""
    return {
        "name": account.name,
        "display_name": account.display_name,
        "role": cast("str", account.role),
        "leagues": league_words(account.leagues),
        "is_disabled": account.is_disabled,
        "must_change": account.must_change_password,
        "created": moment(account.created_at),
        "created_by": account.created_by,
        "last_login": moment(account.last_login_at),
    }
