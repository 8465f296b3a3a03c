"""Options that several commands share, and the language that they are asked in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_zs.vocab import Lang

_META: Final = "geo_zs.lang"
_DEFAULT: Final = "zh"


def _remember(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Keep the language where errors find it, too."""
    del param
    ctx.meta[_META] = value
    return value


class _LangChoice(click.Choice[str]):
    """The languages; a wrong one is told by the name of what holds it."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the language."""
        source = ctx and param and ctx.get_parameter_source(param.name or "")
        if source is ParameterSource.ENVIRONMENT and value not in self.choices:
            zh = f"环境变量 GEO_ZS_LANG 是 {value!r}；应为 zh 或 en"
            en = f"GEO_ZS_LANG is {value!r}; expected zh or en"
            message = f"{zh} ({en})"
            raise click.UsageError(message, ctx)
        return super().convert(value, param, ctx)


def _option(*, is_argument: bool) -> Callable[[Any], Any]:
    """Return the option for the language, given to the command or only remembered."""
    return click.option(
        "--lang",
        type=_LangChoice(["zh", "en"]),
        default=_DEFAULT,
        show_default=True,
        envvar="GEO_ZS_LANG",
        help="Language of the text.",
        expose_value=is_argument,
        callback=_remember,
    )


lang_option: Final = _option(is_argument=True)
#: For commands that say everything by ``words.say``.
words_option: Final = _option(is_argument=False)


def lang_of(ctx: click.Context) -> Lang:
    """Return the language that a command was asked in; English where it asks none."""
    return cast("Lang", ctx.meta.get(_META, "en"))


def asked_lang() -> Lang:
    """Return the language of the present command."""
    return lang_of(click.get_current_context())


class AskedWronglyError(click.UsageError):
    """A command line that cannot be meant; shown in the language of the command.

    Parameters
    ----------
    zh, en : str
        What is wrong.
    """

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(zh if asked_lang() == "zh" else en)
        self.is_zh = asked_lang() == "zh"

    def show(self, file: Any = None) -> None:  # noqa: ANN401  as click declares it
        """Print how the command is used, and what is wrong."""
        if not self.is_zh or self.ctx is None:
            super().show(file)
            return
        path = self.ctx.command_path
        click.echo(f"用法说明：{path} --help\n\n错误：{self.message}", err=True)
