"""``geo-zs token``: API tokens of accounts, from the machine itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from geo_zs.commands.options import words_option
from geo_zs.commands.user import opened
from geo_zs.commands.words import say, words

if TYPE_CHECKING:
    from geo_zs.register.tokens import TokenRecord

_MAX_DAYS: Final = 366
#: Largest number that a database keeps.
_MAX_ID: Final = 2**63 - 1


@click.group()
def token() -> None:
    """Make, list and revoke tokens for programs."""


@token.command("add")
@click.argument("account")
@click.option("--label", required=True, help="What the token is for.")
@click.option(
    "--scope", type=click.Choice(["read", "write"]), default="read", show_default=True
)
@click.option(
    "--days", type=click.IntRange(1, _MAX_DAYS), default=90, show_default=True
)
@words_option
def add(account: str, *, label: str, scope: str, days: int) -> None:
    """Make a token for ACCOUNT and print it; it cannot be had again."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  0.5 s, when needed
    from geo_zs.register.account_rules import fold_name  # noqa: PLC0415  as above
    from geo_zs.register.tokens import create_token  # noqa: PLC0415  as above

    with opened() as register, register.write(cli_actor()) as writer:
        text, record = create_token(
            writer, fold_name(account), label=label, scope=scope, days=days
        )
    say("token_made", err=True, told=_told(record))
    click.echo(text)


@token.command("list")
@click.argument("account", required=False)
@words_option
def list_(account: str | None) -> None:
    """List the tokens of ACCOUNT, or of all accounts."""
    from geo_zs.register.account_records import read_account  # noqa: PLC0415  as above
    from geo_zs.register.tokens import list_tokens  # noqa: PLC0415  as above

    with opened() as register, register.read() as session:
        name = None if account is None else read_account(session, account).name
        found = list_tokens(session, account=name)
        now = register.clock()
    for one in found:
        state = "" if one.is_usable(now) else f" · {words('token_over')}"
        click.echo(_told(one) + state)
    if not found:
        say("no_tokens")


@token.command("revoke")
@click.argument("token_id", metavar="ID", type=click.IntRange(1, _MAX_ID))
@words_option
def revoke(token_id: int) -> None:
    """Revoke the token with the number ID (see geo-zs token list)."""
    from geo_zs.register.access import cli_actor  # noqa: PLC0415  as above
    from geo_zs.register.tokens import revoke_token  # noqa: PLC0415  as above

    with opened() as register, register.write(cli_actor()) as writer:
        record = revoke_token(writer, token_id)
    say("token_revoked", told=_told(record))


def _told(record: TokenRecord) -> str:
    """Return a token as one line, without the token itself."""
    last = record.last_used_at
    used = words("used", day=_day(last)) if last else words("never_used")
    until = words("until", day=_day(record.expires_at))
    scope = words(record.scope)
    return (
        f"{record.token_id} · {record.account} · {record.label} · {record.prefix}… · "
        f"{scope} · {until} · {used}"
    )


def _day(at: datetime) -> str:
    """Return the day of a time, UTC."""
    return at.strftime("%Y-%m-%d")
