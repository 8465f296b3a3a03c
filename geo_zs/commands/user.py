"""``geo-zs user``: accounts, from the machine itself; the first admin is made here."""

from __future__ import annotations

import csv
import getpass
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from geo_zs import paths
from geo_zs.commands.json_file import print_json
from geo_zs.commands.options import AskedWronglyError, words_option
from geo_zs.commands.words import say, words

if TYPE_CHECKING:
    from geo_zs.register.account_records import AccountRecord
    from geo_zs.register.store import Register

_ROLES: Final = ("viewer", "planner", "admin")
#: What is longer is no password.
_MAX_LINE: Final = 2_000

_password_option: Final = click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from standard input (its first line) instead of asking.",
)
_leagues_option: Final = click.option(
    "--leagues",
    help="Codes of the leagues that the account is limited to, as 150200,150600; "
    "all for the whole region.",
)


@click.group()
def user() -> None:
    """Make accounts, change what they may do, disable them."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--display-name", default="", help="What people call the account.")
@_leagues_option
@click.option(
    "--must-change",
    is_flag=True,
    help="The owner has to choose another password at the first log-in.",
)
@_password_option
@words_option
def add(
    name: str,
    *,
    role: str,
    display_name: str,
    leagues: str | None,
    must_change: bool,
    password_stdin: bool,
) -> None:
    """Make the account NAME. The password is asked for twice."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  0.5 s, when needed
    from geo_zs.register.accounts import create_account  # noqa: PLC0415  as above

    with opened() as register:
        password = _password(from_stdin=password_stdin)
        with register.write(cli_actor()) as writer:
            made = create_account(
                writer,
                name,
                password=password,
                role=role,
                display_name=display_name,
                leagues=_codes(leagues),
                must_change_password=must_change,
            )
    say("made", told=_told(made))


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@words_option
def list_(*, as_json: bool) -> None:
    """List all accounts."""
    from geo_zs.register.account_records import list_accounts  # noqa: PLC0415  as above

    with opened() as register, register.read() as session:
        found = list_accounts(session)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        click.echo(_told(one))
    if not found:
        say("no_accounts")


@user.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(_ROLES))
@_leagues_option
@words_option
def role_(name: str, *, role: str, leagues: str | None) -> None:
    """Give the account NAME another ROLE; without --leagues its limit stays."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.account_records import read_account  # noqa: PLC0415  as above
    from geo_zs.register.accounts import update_account  # noqa: PLC0415  as above

    with opened() as register, register.write(cli_actor()) as writer:
        found = read_account(writer.session, name)
        changed = update_account(
            writer,
            name,
            display_name=found.display_name,
            role=role,
            leagues=found.leagues if leagues is None else _codes(leagues),
        )
    say("changed", told=_told(changed))


@user.command("password")
@click.argument("name")
@click.option(
    "--must-change",
    is_flag=True,
    help="The owner has to choose another one at the next log-in.",
)
@_password_option
@words_option
def password_(name: str, *, must_change: bool, password_stdin: bool) -> None:
    """Give the account NAME another password; its sessions end."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.account_records import read_account  # noqa: PLC0415  as above
    from geo_zs.register.accounts import set_password  # noqa: PLC0415  as above

    with opened() as register:
        with register.read() as session:
            read_account(session, name)
        password = _password(from_stdin=password_stdin)
        with register.write(cli_actor()) as writer:
            changed = set_password(
                writer, name, password, must_change_password=must_change
            )
    say("new_password", told=_told(changed))


@user.command("disable")
@click.argument("name")
@words_option
def disable(name: str) -> None:
    """Disable the account NAME: its sessions and tokens are over."""
    _switch(name, is_disabled=True)


@user.command("enable")
@click.argument("name")
@words_option
def enable(name: str) -> None:
    """Enable the account NAME again; its tokens stay revoked."""
    _switch(name, is_disabled=False)


@contextmanager
def opened() -> Iterator[Register]:
    """Open the register of the environment, knowing the codes of the leagues.

    Raises
    ------
    SettingError
        If there is none; says how to make it.
    """
    from geo_zs.register.names import Names  # noqa: PLC0415  as above
    from geo_zs.register.store import Register  # noqa: PLC0415  as above

    register = Register.open(names=Names(leagues=_league_codes()))
    try:
        yield register
    finally:
        register.close()


def _league_codes() -> frozenset[str]:
    """Return the codes of all leagues, from their table."""
    file = paths.tables_dir() / "boundaries" / "leagues.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["adcode"] for row in csv.DictReader(stream))


def _codes(leagues: str | None) -> tuple[str, ...] | None:
    """Return codes that were written with commas between them; None for no limit."""
    if leagues is None or leagues.strip() == "all":
        return None
    return tuple(code for code in (one.strip() for one in leagues.split(",")) if code)


def _password(*, from_stdin: bool) -> str:
    """Return the password: asked for twice, or the first line of standard input.

    Raises
    ------
    AskedWronglyError
        If there is no terminal on which it could be typed without being shown.
    """
    if from_stdin:
        return sys.stdin.readline(_MAX_LINE).rstrip("\r\n")
    ask: Callable[..., str] = click.prompt
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return ask(
                words("password"),
                hide_input=True,
                confirmation_prompt=words("password_again"),
            )
    except getpass.GetPassWarning as error:
        raise AskedWronglyError(
            zh="没有终端可以隐藏地输入口令；请用 --password-stdin 从标准输入给出",
            en="there is no terminal to type the password on unseen; give it on "
            "standard input with --password-stdin",
        ) from error


def _switch(name: str, *, is_disabled: bool) -> None:
    """Disable or enable an account."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.accounts import set_disabled  # noqa: PLC0415  as above

    with opened() as register, register.write(cli_actor()) as writer:
        changed = set_disabled(writer, name, is_disabled=is_disabled)
    say("disabled" if is_disabled else "enabled", told=_told(changed))


def _told(account: AccountRecord) -> str:
    """Return an account as one line."""
    leagues = account.leagues
    reach = words("all_leagues") if leagues is None else ", ".join(leagues)
    parts = [account.name, words(account.role), reach]
    if account.display_name != account.name:
        parts.append(account.display_name)
    if account.is_disabled:
        parts.append(words("is_disabled"))
    if account.must_change_password:
        parts.append(words("must_change"))
    return " · ".join(parts)


def _plain(account: AccountRecord) -> dict[str, object]:
    """Return an account for JSON."""
    last = account.last_login_at
    return {
        "name": account.name,
        "display_name": account.display_name,
        "role": account.role,
        "leagues": account.leagues,
        "is_disabled": account.is_disabled,
        "must_change_password": account.must_change_password,
        "created_at": account.created_at.isoformat(),
        "last_login_at": None if last is None else last.isoformat(),
    }
