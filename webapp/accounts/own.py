"""``/account``: one's own password and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from flask import Response, request

from geo_zs.errors import Problem, RecordError, UnknownRecordError
from geo_zs.register import tokens
from geo_zs.register.accounts import change_own_password
from geo_zs.register.tokens import TokenRecord
from webapp.accounts import current, sessions
from webapp.accounts.blueprint import accounts, go_to, private_page, tell
from webapp.accounts.words import fault_texts, league_words, moment, typed_password

#: For how many days a token may be asked for, in the list of the form.
_DAYS: Final = (30, 90, 180, 366)


@accounts.get("/account")
@current.requires("viewer")
def account() -> Response:
    """Show the account that is logged in."""
    return _page()


@accounts.post("/account/password")
@current.requires("viewer")
def password() -> Response:
    """Change one's own password."""
    try:
        new = typed_password()
        with current.register().write(current.viewer()) as writer:
            changed = change_own_password(
                writer, old=request.form.get("old_password", ""), new=new
            )
    except RecordError as error:
        return _page(status=422, password_faults=error.problems)
    sessions.renew(changed)
    tell("account_password_changed")
    return go_to("accounts.account")


@accounts.post("/account/tokens")
@current.requires("viewer")
def create_token() -> Response:
    """Make a token and show it, this once."""
    days = request.form.get("days", "")
    try:
        with current.register().write(current.viewer()) as writer:
            text, record = tokens.create_token(
                writer,
                current.viewer().name,
                label=request.form.get("label", ""),
                scope=request.form.get("scope", ""),
                days=int(days) if days.isdecimal() and len(days) < 6 else 0,
            )
    except RecordError as error:
        return _page(status=422, token_faults=error.problems)
    return _page(status=201, new_token=text, new_record=record)


@accounts.post("/account/tokens/<int:token_id>/revoke")
@current.requires("viewer")
def revoke_token(token_id: int) -> Response:
    """Revoke one of one's own tokens."""
    found = current.register()
    with found.read() as session:
        own = tokens.list_tokens(session, account=current.viewer().name)
    if token_id not in {one.token_id for one in own}:
        kind = "token"
        raise UnknownRecordError(kind, str(token_id))
    with found.write(current.viewer()) as writer:
        revoked = tokens.revoke_token(writer, token_id)
    tell("account_token_revoked", prefix=revoked.prefix)
    return go_to("accounts.account")


def _page(
    *,
    status: int = 200,
    password_faults: Sequence[Problem] = (),
    token_faults: Sequence[Problem] = (),
    new_token: str = "",
    new_record: TokenRecord | None = None,
) -> Response:
    """Return the page, with what was wrong or the token that was just made."""
    who = current.account()
    found = current.register()
    now = found.clock()
    with found.read() as session:
        own = tokens.list_tokens(session, account=who.name)
    form = request.form if token_faults else {}
    return private_page(
        "accounts/account.html",
        status=status,
        leagues=league_words(who.leagues),
        last_login=moment(who.last_login_at),
        changed=moment(who.password_changed_at),
        tokens=[_token_line(one, now) for one in own],
        password_faults=fault_texts(password_faults),
        token_faults=fault_texts(token_faults),
        new_token=new_token,
        new_until=moment(new_record.expires_at) if new_record else "",
        days=_DAYS,
        typed={name: form.get(name, "") for name in ("label", "scope", "days")},
        default_days=str(tokens.DEFAULT_DAYS),
    )


def _token_line(token: TokenRecord, now: datetime) -> dict[str, Any]:
    """Return what the list of tokens shows of one."""
    state = "usable"
    if token.revoked_at is not None:
        state = "revoked"
    elif not token.is_usable(now):
        state = "expired"
    return {
        "id": token.token_id,
        "label": token.label,
        "prefix": token.prefix,
        "scope": token.scope,
        "created": moment(token.created_at),
        "expires": moment(token.expires_at),
        "used": moment(token.last_used_at),
        "state": state,
    }
