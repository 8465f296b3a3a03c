"""Accounts (账号) as they are shown: nothing secret is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import func, select

from geo_zs.errors import UnknownRecordError
from geo_zs.register.access import Actor, Role, Via
from geo_zs.register.account_rules import can_be_name, fold_name
from geo_zs.register.models.account import Account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KIND: Final = "account"


@dataclass(frozen=True)
class AccountRecord:
    """An account as it is shown; nothing secret is in it.

    Parameters
    ----------
    account_id : int
        Key in the database.
    name : str
        What is typed to log in, folded.
    display_name : str
        What people call it; the name where none was given.
    role : {"viewer", "planner", "admin"}
    leagues : tuple of str or None
        Leagues that it is limited to, sorted; None is all.
    is_disabled : bool
    must_change_password : bool
        Whether somebody else chose its password.
    session_epoch : int
        Sessions that began in another one are over.
    version : int
        Counts its changes.
    created_at, password_changed_at : datetime
    created_by : str
    last_login_at : datetime or None
    """

    account_id: int
    name: str
    display_name: str
    role: Role
    leagues: tuple[str, ...] | None
    is_disabled: bool
    must_change_password: bool
    session_epoch: int
    version: int
    created_at: datetime
    created_by: str
    password_changed_at: datetime
    last_login_at: datetime | None

    def actor(self, via: Via) -> Actor:
        """Return who acts when this account does, by the way `via`."""
        leagues = None if self.leagues is None else frozenset(self.leagues)
        return Actor(name=self.name, role=self.role, leagues=leagues, via=via)


def read_account(session: Session, name: str) -> AccountRecord:
    """Return one account.

    Raises
    ------
    UnknownRecordError
        If there is none of this name.
    """
    account = find_row(session, name)
    if account is None:
        raise UnknownRecordError(_KIND, fold_name(name))
    return record_of(account)


def account_of_id(session: Session, account_id: int) -> AccountRecord | None:
    """Return the account with a key of the database; None if there is none."""
    account = session.get(Account, account_id)
    return None if account is None else record_of(account)


def list_accounts(session: Session) -> tuple[AccountRecord, ...]:
    """Return all accounts by name, those that are disabled last."""
    found = session.scalars(select(Account).order_by(Account.is_disabled, Account.name))
    return tuple(record_of(account) for account in found)


def count_accounts(session: Session) -> int:
    """Return how many accounts there are, disabled ones too."""
    return int(session.scalar(select(func.count(Account.id))) or 0)


def find_row(session: Session, name: str) -> Account | None:
    """Return the row of an account by its name, however it is written."""
    if not can_be_name(name):
        return None
    return session.scalars(
        select(Account).where(Account.name == fold_name(name))
    ).one_or_none()


def record_of(account: Account) -> AccountRecord:
    """Return the row as others may see it."""
    return AccountRecord(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        role=cast("Role", account.role),
        leagues=None if account.leagues is None else tuple(account.leagues),
        is_disabled=account.is_disabled,
        must_change_password=account.must_change_password,
        session_epoch=account.session_epoch,
        version=account.version,
        created_at=account.created_at,
        created_by=account.created_by,
        password_changed_at=account.password_changed_at,
        last_login_at=account.last_login_at,
    )
