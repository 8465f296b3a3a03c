"""API tokens (接口令牌): a program's key to the register, in place of a password.

A token is ``gzs_`` and 32 random bytes; it is shown once, when it is made. The
register keeps its SHA-256 (the token is random, so no slow hash is needed) and its
first characters, by which people tell tokens apart. It never may more than its
account, and with the scope ``read`` it changes nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from sqlalchemy import select

from geo_zs.errors import RecordError, UnknownRecordError
from geo_zs.register.account_faults import AccountFault, account_fault
from geo_zs.register.account_rules import plain
from geo_zs.register.changes import record_change
from geo_zs.register.faults import shown
from geo_zs.register.models.account import Account
from geo_zs.register.models.token import Token
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Writer

Scope = Literal["read", "write"]
SCOPES: Final[tuple[Scope, ...]] = ("read", "write")

PREFIX: Final = "gzs_"
MAX_DAYS: Final = 366
DEFAULT_DAYS: Final = 90
MAX_LABEL: Final = 100
MAX_PER_ACCOUNT: Final = 20

_BYTES: Final = 32
_SHOWN: Final = 10
_MAX_TOKEN: Final = 100
#: How long ago a use has to be for the next one to be noted.
_NOTE_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class TokenRecord:
    """A token as it is shown; the token itself is not in it.

    Parameters
    ----------
    token_id : int
        Key in the database.
    account : str
        Name of its account.
    account_id : int
    label : str
        What its owner calls it.
    prefix : str
        Its first characters.
    scope : {"read", "write"}
    created_at, expires_at : datetime
    last_used_at : datetime or None
        To five minutes.
    revoked_at : datetime or None
    """

    token_id: int
    account: str
    account_id: int
    label: str
    prefix: str
    scope: Scope
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def is_usable(self, now: datetime) -> bool:
        """Tell whether it is neither revoked nor expired at a time."""
        return self.revoked_at is None and now < self.expires_at


def create_token(
    writer: Writer,
    account: str,
    *,
    label: str,
    scope: str,
    days: int = DEFAULT_DAYS,
) -> tuple[str, TokenRecord]:
    """Make a token for an account.

    Parameters
    ----------
    writer : Writer
        Transaction of the account itself, or of an admin.
    account : str
        Name of the account.
    label : str
        What it is for, at most 100 characters.
    scope : {"read", "write"}
    days : int
        For how long it works: 1 to 366.

    Returns
    -------
    (str, TokenRecord)
        The token, which cannot be had again, and what is kept of it.

    Raises
    ------
    RecordError
        With every fault.
    ForbiddenError, UnknownRecordError
        If it is another's account and the writer no admin; if there is none.
    """
    owner = _owner(writer, account)
    named = plain(label)
    faults = _faults(named, scope, days)
    usable = [
        one
        for one in list_tokens(writer.session, account=owner.name)
        if one.is_usable(writer.now)
    ]
    if len(usable) >= MAX_PER_ACCOUNT:
        faults.append(account_fault("", "too_many_tokens", count=len(usable)))
    if owner.is_disabled:
        faults.append(account_fault("", "account_disabled"))
    if faults:
        raise RecordError(faults)
    text = PREFIX + secrets.token_urlsafe(_BYTES)
    token = Token(
        account_id=owner.id,
        label=named,
        prefix=text[:_SHOWN],
        digest=_digest(text),
        scope=scope,
        created_at=writer.now,
        expires_at=writer.now + timedelta(days=days),
    )
    writer.session.add(token)
    writer.session.flush()
    after = {
        "account": owner.name,
        "label": token.label,
        "prefix": token.prefix,
        "scope": token.scope,
        "expires_at": token.expires_at.isoformat(),
    }
    _log(writer, token, "create", None, after)
    return text, _record(token, owner.name)


def find_token(session: Session, text: str, *, now: datetime) -> TokenRecord | None:
    """Return the usable token that was sent.

    Parameters
    ----------
    session : Session
    text : str
        What was sent, of any length.
    now : datetime

    Returns
    -------
    TokenRecord or None
        None if there is no such token, or it is revoked or expired, or its account
        is disabled or has to change its password first: which of these is not said.
    """
    if not text.startswith(PREFIX) or len(text) > _MAX_TOKEN or not text.isascii():
        return None
    row = session.execute(
        select(Token, Account)
        .join(Account, Token.account_id == Account.id)
        .where(Token.digest == _digest(text))
    ).one_or_none()
    if row is None:
        return None
    token, owner = row
    record = _record(token, owner.name)
    is_open = not owner.is_disabled and not owner.must_change_password
    return record if is_open and record.is_usable(now) else None


def needs_note(token: TokenRecord, *, now: datetime) -> bool:
    """Tell whether a use of a token now has to be noted."""
    return token.last_used_at is None or now - token.last_used_at >= _NOTE_AFTER


def note_use(writer: Writer, token_id: int) -> None:
    """Note that a token was used; bookkeeping, not in the log of changes."""
    token = writer.session.get(Token, token_id)
    if token is not None:
        token.last_used_at = writer.now


def revoke_token(writer: Writer, token_id: int) -> TokenRecord:
    """Revoke a token; revoking it again changes nothing.

    Raises
    ------
    UnknownRecordError
        If there is no such token, or it is another's and the writer is no admin.
    """
    token = writer.session.get(Token, token_id)
    owner = None if token is None else writer.session.get(Account, token.account_id)
    if token is None or owner is None or not _may_touch(writer, owner.name):
        kind = "token"
        raise UnknownRecordError(kind, str(token_id))
    if token.revoked_at is None:
        _revoke(writer, token, owner.name)
    return _record(token, owner.name)


def revoke_all(writer: Writer, account_id: int, account: str) -> None:
    """Revoke all tokens of an account."""
    for token in writer.session.scalars(
        select(Token).where(Token.account_id == account_id, Token.revoked_at.is_(None))
    ):
        _revoke(writer, token, account)


def list_tokens(session: Session, *, account: str | None = None) -> list[TokenRecord]:
    """Return the tokens of one account, or of all, the newest first."""
    query = (
        select(Token, Account.name)
        .join(Account, Token.account_id == Account.id)
        .order_by(Token.id.desc())
    )
    if account is not None:
        query = query.where(Account.name == account)
    return [_record(token, name) for token, name in session.execute(query)]


def _digest(text: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def _may_touch(writer: Writer, account: str) -> bool:
    """Tell whether the writer may make and revoke tokens of an account."""
    return writer.actor.has_role("admin") or writer.actor.name == account


def _owner(writer: Writer, account: str) -> Account:
    """Return the account that a token is for; raises as `create_token` says."""
    if not _may_touch(writer, account):
        refuse("own_tokens", name=writer.actor.name)
    owner = writer.session.scalars(
        select(Account).where(Account.name == account)
    ).one_or_none()
    if owner is None:
        kind = "account"
        raise UnknownRecordError(kind, account)
    return owner


def _faults(label: str, scope: str, days: int) -> list[AccountFault]:
    """Return what is wrong with a new token."""
    faults = []
    if not label or len(label) > MAX_LABEL or not label.isprintable():
        values = {"value": shown(label), "most": MAX_LABEL}
        faults.append(account_fault("label", "label_form", **values))
    if scope not in SCOPES:
        allowed = ", ".join(SCOPES)
        values = {"value": shown(scope), "allowed": allowed}
        faults.append(account_fault("scope", "scope_unknown", **values))
    if not 1 <= days <= MAX_DAYS:
        faults.append(account_fault("days", "days_range", value=days, most=MAX_DAYS))
    return faults


def _revoke(writer: Writer, token: Token, account: str) -> None:
    """Revoke one token and log it."""
    token.revoked_at = writer.now
    writer.session.flush()
    before = {"account": account, "prefix": token.prefix, "revoked_at": None}
    after = {**before, "revoked_at": writer.now.isoformat()}
    _log(writer, token, "update", before, after)


def _log(
    writer: Writer,
    token: Token,
    action: Literal["create", "update"],
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    """Put a change of a token into the log; never the token or its hash."""
    record_change(
        writer,
        table="api_token",
        key=str(token.id),
        action=action,
        before=before,
        after=after,
    )


def _record(token: Token, account: str) -> TokenRecord:
    """Return the row as others may see it."""
    return TokenRecord(
        token_id=token.id,
        account=account,
        account_id=token.account_id,
        label=token.label,
        prefix=token.prefix,
        scope=cast("Scope", token.scope),
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
        revoked_at=token.revoked_at,
    )
