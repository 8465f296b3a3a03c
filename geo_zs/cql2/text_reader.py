"""Reading the text form of CQL2.

The grammar is in ``cql2.lark``. The parser is LALR(1): one pass, no backtracking, so
a hostile text costs no more than an honest one of its length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from lark import Lark, UnexpectedInput, UnexpectedToken

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expected import in_words
from geo_zs.cql2.expression import Expression
from geo_zs.cql2.kinds import check_kinds
from geo_zs.cql2.limits import MAX_TEXT, check_size, too_long
from geo_zs.cql2.text_size import check_text_size
from geo_zs.cql2.tree import Builder

_GRAMMAR: Final = Path(__file__).with_name("cql2.lark")
#: What is no character: NUL, and halves of one.
_NO_CHARACTER: Final = re.compile("[\0\ud800-\udfff]")
#: What the grammar passes over; other spaces it names.
_SPACES: Final = " \t\f\r\n"
_NO_SPACES: Final = "\u200b\u2060\ufeff"
_QUOTES: Final = "‘’‚‛“”„‟「」『』《》"
_SEPARATORS: Final = "；;、"
_SIGNS: Final = {"≥": ">=", "≤": "<=", "≠": "<>", "≧": ">=", "≦": "<=", "×": "*"}


def parse_text(text: str) -> Expression:
    """Read a filter in the text form.

    Parameters
    ----------
    text : str
        As ``area_km2 > 5 AND S_INTERSECTS(geom, BBOX(110, 40, 112, 42))``.

    Returns
    -------
    Expression
        Each node carries its offset into the text in ``at``.

    Raises
    ------
    Cql2Error
        With line, column and what was expected; for texts that are no filter, too
        long, too deep, or compare what cannot be compared.
    """
    try:
        return _parse(text)
    except Cql2Error as error:
        error.source = text
        raise


def _parse(text: str) -> Expression:
    if len(text) > MAX_TEXT:
        raise too_long(len(text), MAX_TEXT)
    _check_characters(text)
    check_text_size(text)
    try:
        found: Any = _parser().parse(text)
    except UnexpectedInput as error:
        raise _fault(text, error) from None
    check_size(found)
    check_kinds(found)
    return cast("Expression", found)


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR.read_text("utf-8"),
        parser="lalr",
        lexer="contextual",
        transformer=Builder(),
        maybe_placeholders=True,
    )


def _check_characters(text: str) -> None:
    if not text.strip():
        raise Cql2Error(
            message="the filter is empty",
            zh="过滤条件为空",
            at=0,
            expected=("a condition such as area_km2 > 5",),
        )
    found = _NO_CHARACTER.search(text)
    if found:
        raise Cql2Error(
            message="the filter holds a character that is none (NUL or half a one)",
            zh="过滤条件含有无效字符（NUL 或半个字符）",
            at=found.start(),
        )


def _fault(text: str, error: UnexpectedInput) -> Cql2Error:
    """Say in words what the parser stumbled over, and what it would have taken."""
    at = len(text) if error.pos_in_stream is None else error.pos_in_stream
    if isinstance(error, UnexpectedToken):
        terminals = error.accepts or error.expected
        if error.token.type == "$END":
            at = len(text.rstrip())
    else:
        stopped: Any = error.interactive_parser
        terminals = stopped.accepts()
    expected, expected_zh = in_words(terminals)
    is_token = isinstance(error, UnexpectedToken)
    came, came_zh = _came(text, at, is_token=is_token)
    if is_token and "AND" in terminals:
        came, came_zh = _in_a_row(text[at : at + 1]) or (came, came_zh)
    return Cql2Error(
        message=f"{came}; expected {' or '.join(expected)}" if expected else came,
        zh=f"{came_zh}，此处应为{'、'.join(expected_zh)}" if expected else came_zh,
        at=at,
        expected=expected,
    )


def _in_a_row(sign: str) -> tuple[str, str] | None:
    """Return what to do about an operator that cannot follow another of its kind."""
    if sign == "^":
        return (
            "a power of a power needs brackets: (a ^ b) ^ c or a ^ (b ^ c)",
            "连续乘方须加括号：(a ^ b) ^ c 或 a ^ (b ^ c)",
        )
    if sign and sign in "=<>":
        return (
            "a comparison cannot follow another; join them with AND, or use brackets",
            "比较不能连写，请用 AND 连接或加括号",
        )
    return None


def _came(text: str, at: int, *, is_token: bool) -> tuple[str, str]:
    """Return what stands at a place, in English and Chinese."""
    if at >= len(text.rstrip(_SPACES)):
        return "the filter ends too early", "过滤条件不完整"
    one = text[at]
    if not is_token and one == "'":
        return "the text has no closing quote (')", "文本缺少右引号 (')"
    if not is_token and one == '"':
        return 'the name has no closing quote (")', '名称缺少右引号 (")'
    plain = unicodedata.normalize("NFKC", one)
    if plain != one and plain in "=<>+-*/%^(),'\"":
        return (
            f"unexpected {one!r}, a full-width character; write {plain}",
            f"“{one}”是全角字符，请写半角 {plain}",
        )
    slip = None if is_token else _slip(one)
    if slip:
        return slip
    word = text[at:].split(maxsplit=1)[0][:20]
    return f"unexpected {word!r}", f"意外的“{word}”"


def _slip(one: str) -> tuple[str, str] | None:
    """Return what to write for a sign that Chinese keyboards put in its place."""
    if one.isspace() or one in _NO_SPACES:
        code = f"U+{ord(one):04X}"
        return (
            f"unexpected space {code}, a wide or special one; write a plain space",
            f"此处是全角或特殊空格（{code}），请写半角空格",
        )
    if one in _QUOTES:
        return (
            f"unexpected {one!r}; write straight quotes: ' round texts, \" round names",
            f"此处的“{one}”是中文引号，请写半角直引号：文本用 '，名称用 \"",
        )
    if one in _SEPARATORS:
        return (
            f"unexpected {one!r}; part items by commas (,), join conditions by AND",
            f"意外的“{one}”；各项之间请写半角逗号 (,)，条件之间请写 AND",
        )
    if one in _SIGNS:
        plain = _SIGNS[one]
        return f"unexpected {one!r}; write {plain}", f"“{one}”请写成 {plain}"
    return None
