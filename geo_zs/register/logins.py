"""Logging in (登录): one answer for every failure, and a pause after too many.

Failures are counted in the register, so that all processes and hosts of a service
count together and a restart forgets nothing: by name, and by name and network. The
count goes up before the password is looked at, so that guesses sent at the same
moment count too; logging in sets it back. Names that no account has are counted in
the same way, or the pause would tell which names there are.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from geo_zs.errors import RegisterError, is_broken
from geo_zs.register.access import Actor
from geo_zs.register.account_records import AccountRecord, account_of_id, find_row
from geo_zs.register.account_rules import MAX_NAME, fold_name
from geo_zs.register.models.account import Account, EndedSession, FailedLogin
from geo_zs.register.passwords import verify_password

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Register, Writer

#: Failures count for so long; then counting begins again.
WINDOW: Final = timedelta(minutes=15)
#: Failures in a window before the next attempt is refused unseen.
MAX_FOR_NAME: Final = 20
MAX_FOR_NAME_AT_NETWORK: Final = 5

#: Who keeps the books of logging in.
_CLERK: Final = Actor(name="system", role="public")


class LoginRefusedError(RegisterError):
    """The name or the password is wrong, or the account is disabled."""

    def __init__(self) -> None:
        super().__init__("the name or the password is wrong, or the account disabled")


class LoginPausedError(RegisterError):
    """Too many attempts failed of late.

    Parameters
    ----------
    seconds : int
        When to try again, from now.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many attempts failed; try again in {seconds} s")


def log_in(
    register: Register, name: str, password: str, *, address: str
) -> AccountRecord:
    """Check a name and a password, counting failures.

    Parameters
    ----------
    register : Register
    name, password : str
        As they were typed, of any length.
    address : str
        Address of the client.

    Returns
    -------
    AccountRecord
        The account; that it logged in is noted.

    Raises
    ------
    LoginPausedError
        If too many attempts failed of late; the password was not looked at.
    LoginRefusedError
        For every other reason alike.
    """
    folded = "" if is_broken(name) else fold_name(name[: 4 * MAX_NAME])[:MAX_NAME]
    limits = {
        _digest("name", folded): MAX_FOR_NAME,
        _digest("network", folded, network_of(address)): MAX_FOR_NAME_AT_NETWORK,
    }
    with register.write(_CLERK, counts=False) as writer:
        _count_attempt(writer, limits)
        account = find_row(writer.session, folded)
    verdict = verify_password(
        None if account is None else account.password_hash, password
    )
    if account is None or account.is_disabled or not verdict.is_right:
        raise LoginRefusedError
    with register.write(_CLERK, counts=False) as writer:
        writer.session.execute(
            delete(FailedLogin).where(FailedLogin.subject.in_(sorted(limits)))
        )
        return _let_in(writer, account, verdict.new_hash)


def network_of(address: str) -> str:
    """Return the network that failures are counted for.

    An IPv4 address is its own; of an IPv6 address the first 64 bits are, since a
    client may have all the rest. What is no address is one network.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def end_session(register: Register, session_id: str, *, until: datetime) -> None:
    """Note that a session was logged out, for as long as its cookie could work."""
    with register.write(_CLERK, counts=False) as writer:
        writer.session.execute(
            delete(EndedSession).where(EndedSession.expires_at < writer.now)
        )
        writer.session.merge(
            EndedSession(digest=_digest("session", session_id), expires_at=until)
        )


def is_ended(session: Session, session_id: str) -> bool:
    """Tell whether a session was logged out."""
    return session.get(EndedSession, _digest("session", session_id)) is not None


def _digest(*parts: str) -> str:
    """Return a name for something that is not to be kept itself."""
    text = "\0".join(parts)
    return hashlib.sha256(text.encode()).hexdigest()


def _count_attempt(writer: Writer, limits: dict[str, int]) -> None:
    """Count one attempt, or refuse it if too many failed.

    The count is raised first and read back, so that attempts at the same moment
    follow one another; what is refused is not counted, as the block is undone.
    """
    begin = writer.now - WINDOW
    writer.session.execute(delete(FailedLogin).where(FailedLogin.first_at <= begin))
    new = postgresql.insert if writer.dialect == "postgresql" else sqlite.insert
    waits = []
    for subject in sorted(limits):
        row = new(FailedLogin).values(subject=subject, count=1, first_at=writer.now)
        counted = row.on_conflict_do_update(
            index_elements=[FailedLogin.subject],
            set_={"count": FailedLogin.count + 1},
        ).returning(FailedLogin.count, FailedLogin.first_at)
        count, first_at = writer.session.execute(counted).one()
        if count > limits[subject]:
            waits.append(first_at + WINDOW - writer.now)
    if waits:
        raise LoginPausedError(max(1, math.ceil(max(waits).total_seconds())))


def _let_in(writer: Writer, account: Account, new_hash: str | None) -> AccountRecord:
    """Note that an account logged in; refuse it if it was changed meanwhile.

    The version of the account stays: who edits it is not told of a conflict.
    """
    values: dict[str, object] = {"last_login_at": writer.now}
    if new_hash is not None:
        values["password_hash"] = new_hash
    done = writer.session.execute(
        update(Account)
        .where(
            Account.id == account.id,
            Account.session_epoch == account.session_epoch,
            Account.is_disabled.is_(False),
        )
        .values(**values)
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    record = account_of_id(writer.session, account.id)
    if done.one_or_none() is None or record is None:
        raise LoginRefusedError
    return record
