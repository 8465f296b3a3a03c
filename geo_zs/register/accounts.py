"""Accounts (账号): who may log in, and with which rights.

An account is never deleted, only disabled, so that the names in the log of changes
keep their meaning. Every change of an account stands in that log, without its
password. A new password, and disabling, end all sessions of the account; disabling
also revokes its tokens. One admin who can log in always remains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from geo_zs.errors import (
    ConflictError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register import account_rules, tokens
from geo_zs.register.access import require_role
from geo_zs.register.account_faults import account_fault
from geo_zs.register.account_records import AccountRecord, find_row, record_of
from geo_zs.register.account_rules import fold_name
from geo_zs.register.changes import record_change
from geo_zs.register.models.account import Account
from geo_zs.register.passwords import (
    hash_password,
    password_faults,
    verify_password,
)
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Writer

_KIND: Final = "account"


def create_account(
    writer: Writer,
    name: str,
    *,
    password: str,
    role: str,
    display_name: str = "",
    leagues: Collection[str] | None = None,
    must_change_password: bool = False,
) -> AccountRecord:
    """Make an account.

    Parameters
    ----------
    writer : Writer
        An admin's transaction.
    name : str
        2 to 60 letters, digits and ``. _ - @``, of any script; kept folded.
    password : str
        See `geo_zs.register.passwords`.
    role : {"viewer", "planner", "admin"}
    display_name : str
        What people call it; the name where it is empty.
    leagues : collection of str or None
        Codes of the leagues that it is limited to; None is all of them.
    must_change_password : bool
        Whether its owner has to choose another password first.

    Raises
    ------
    RecordError
        With every fault.
    ForbiddenError
        If the writer is no admin.
    """
    require_role(writer.actor, "admin")
    folded = fold_name(name)
    shown = account_rules.plain(display_name) or account_rules.plain(name)
    faults = [
        *account_rules.name_faults(name),
        *account_rules.display_faults(account_rules.plain(display_name)),
        *account_rules.right_faults(role, leagues, writer.names.leagues),
        *password_faults(password, name=folded),
    ]
    if find_row(writer.session, folded) is not None:
        faults.append(account_fault("name", "name_taken", value=repr(folded)))
    if faults:
        raise RecordError(faults)
    account = Account(
        name=folded,
        display_name=shown,
        role=role,
        leagues=_sorted(leagues),
        is_disabled=False,
        must_change_password=must_change_password,
        session_epoch=1,
        password_hash=hash_password(password),
        password_changed_at=writer.now,
        created_at=writer.now,
        created_by=writer.actor.name,
        updated_at=writer.now,
        updated_by=writer.actor.name,
    )
    writer.session.add(account)
    writer.session.flush()
    record_change(
        writer,
        table="account",
        key=folded,
        action="create",
        before=None,
        after=_logged(account),
    )
    return record_of(account)


def update_account(
    writer: Writer,
    name: str,
    *,
    display_name: str,
    role: str,
    leagues: Collection[str] | None,
    version: int | None = None,
) -> AccountRecord:
    """Change what an account is called and may do.

    Parameters
    ----------
    writer : Writer
        An admin's transaction.
    name : str
        Which account.
    display_name, role, leagues
        As for `create_account`.
    version : int or None
        The version that the change was made from; None changes any.

    Raises
    ------
    RecordError
        With every fault; also if no admin would be left.
    ConflictError
        If the account was changed since.
    UnknownRecordError, ForbiddenError
        If there is no such account; if the writer is no admin.
    """
    require_role(writer.actor, "admin")
    account = _find(writer.session, name, version)
    shown = account_rules.plain(display_name) or account.name
    faults = [
        *account_rules.display_faults(shown),
        *account_rules.right_faults(role, leagues, writer.names.leagues),
    ]
    if role != "admin" and _is_last_admin(writer.session, account):
        faults.append(account_fault("role", "last_admin"))
    if faults:
        raise RecordError(faults)
    before = _logged(account)
    account.display_name = shown
    account.role = role
    account.leagues = _sorted(leagues)
    return _changed(writer, account, before)


def set_disabled(
    writer: Writer, name: str, *, is_disabled: bool, version: int | None = None
) -> AccountRecord:
    """Disable an account, or enable it again.

    Disabling ends its sessions and revokes its tokens.

    Raises
    ------
    RecordError
        If no admin would be left.
    ConflictError, UnknownRecordError, ForbiddenError
        As for `update_account`.
    """
    require_role(writer.actor, "admin")
    account = _find(writer.session, name, version)
    if is_disabled and _is_last_admin(writer.session, account):
        raise RecordError([account_fault("is_disabled", "last_admin")])
    if account.is_disabled == is_disabled:
        return record_of(account)
    before = _logged(account)
    account.is_disabled = is_disabled
    if is_disabled:
        account.session_epoch += 1
        tokens.revoke_all(writer, account.id, account.name)
    return _changed(writer, account, before)


def set_password(
    writer: Writer, name: str, password: str, *, must_change_password: bool
) -> AccountRecord:
    """Give an account another password; its sessions end.

    Parameters
    ----------
    writer : Writer
        An admin's transaction.
    name, password : str
    must_change_password : bool
        Whether its owner has to choose another one first.

    Raises
    ------
    RecordError
        If the password is refused.
    UnknownRecordError, ForbiddenError
        As for `update_account`.
    """
    require_role(writer.actor, "admin")
    account = _find(writer.session, name)
    faults = password_faults(password, name=account.name)
    if faults:
        raise RecordError(faults)
    return _new_password(writer, account, password, must_change=must_change_password)


def change_own_password(writer: Writer, *, old: str, new: str) -> AccountRecord:
    """Change the password of the account that writes; its other sessions end.

    Raises
    ------
    RecordError
        If the old password is wrong, or the new one is refused or no other one.
    ForbiddenError
        If the account is disabled or no account writes.
    """
    account = find_row(writer.session, writer.actor.name)
    if account is None or account.is_disabled:
        refuse("own_password")
    faults = password_faults(new, name=account.name)
    if not verify_password(account.password_hash, old).is_right:
        faults.append(account_fault("old_password", "old_password_wrong"))
    elif not faults and verify_password(account.password_hash, new).is_right:
        faults.append(account_fault("password", "password_same"))
    if faults:
        raise RecordError(faults)
    return _new_password(writer, account, new, must_change=False)


def _find(session: Session, name: str, version: int | None = None) -> Account:
    """Return the row of an account; raises as `update_account` says."""
    account = find_row(session, name)
    if account is None:
        raise UnknownRecordError(_KIND, fold_name(name))
    if version is not None and account.version != version:
        raise ConflictError(
            _KIND,
            account.name,
            {
                **_logged(account),
                "version": account.version,
                "updated_by": account.updated_by,
                "updated_at": account.updated_at.isoformat(),
            },
        )
    return account


def _logged(account: Account) -> dict[str, object]:
    """Return what the log of changes keeps of an account: nothing secret."""
    return {
        "display_name": account.display_name,
        "role": account.role,
        "leagues": account.leagues,
        "is_disabled": account.is_disabled,
        "must_change_password": account.must_change_password,
        "password_changed_at": account.password_changed_at.isoformat(),
    }


def _changed(
    writer: Writer, account: Account, before: dict[str, object]
) -> AccountRecord:
    """Keep a changed row, and what of it changed in the log."""
    after = _logged(account)
    names = [name for name in after if after[name] != before[name]]
    if not names and account not in writer.session.dirty:
        return record_of(account)
    account.updated_at = writer.now
    account.updated_by = writer.actor.name
    writer.session.flush()
    if names:
        record_change(
            writer,
            table="account",
            key=account.name,
            action="update",
            before={name: before[name] for name in names},
            after={name: after[name] for name in names},
        )
    return record_of(account)


def _new_password(
    writer: Writer, account: Account, password: str, *, must_change: bool
) -> AccountRecord:
    """Keep another password of an account and end its sessions."""
    before = _logged(account)
    account.password_hash = hash_password(password)
    account.password_changed_at = writer.now
    account.must_change_password = must_change
    account.session_epoch += 1
    return _changed(writer, account, before)


def _is_last_admin(session: Session, account: Account) -> bool:
    """Tell whether no other admin could log in.

    The rows of all admins are held until the end of the transaction, so that two
    admins cannot remove each other at the same moment.
    """
    admins = session.scalars(
        select(Account)
        .where(Account.role == "admin", Account.is_disabled.is_(False))
        .order_by(Account.id)
        .with_for_update()
    ).all()
    return [admin.id for admin in admins] == [account.id]


def _sorted(leagues: Iterable[str] | None) -> list[str] | None:
    """Return leagues as they are kept."""
    return None if leagues is None else sorted(set(leagues))
