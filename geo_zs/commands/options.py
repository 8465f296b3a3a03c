"""Options that several commands share."""

from __future__ import annotations

from typing import Final

import click

lang_option: Final = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    envvar="GEO_ZS_LANG",
    help="Language of the text.",
)
