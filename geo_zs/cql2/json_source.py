"""JSON text of a filter → values, with what `json` alone lets pass refused.

A key that stands twice, NaN and Infinity, a number without end, a document of ten
thousand brackets: each is an error with its place instead of a surprise.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.limits import MAX_JSON, too_deep, too_long
from geo_zs.cql2.numbers import read_number

#: Texts, in which anything may stand, and what Python takes for a number beside them.
_CONSTANT: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|-?Infinity|NaN', re.DOTALL)
#: What the reader of JSON says is wrong, in Chinese.
_IN_CHINESE: Final = {
    "Expecting value": "此处须有一个值",
    "Expecting property name enclosed in double quotes": "此处须为双引号中的成员名",
    "Expecting ':' delimiter": "此处须为冒号",
    "Expecting ',' delimiter": "此处须为逗号",
    "Unterminated string starting at": "文本缺少结尾的引号",
    "Invalid control character at": "文本中有控制字符",
    "Invalid \\escape": "反斜杠后的字符无效",
    "Invalid \\uXXXX escape": "\\u 后须为四位十六进制数",
    "Extra data": "末尾有多余的内容",
    "Illegal trailing comma before end of object": "末尾有多余的逗号",
    "Illegal trailing comma before end of array": "末尾有多余的逗号",
}


def load(source: str | bytes) -> Any:  # noqa: ANN401  any JSON value
    """Decode a JSON text.

    Parameters
    ----------
    source : str or bytes
        Bytes are UTF-8, with or without a byte order mark.

    Raises
    ------
    Cql2Error
        If it is no JSON, too long, too deep, or holds a key twice.
    """
    if len(source) > MAX_JSON:
        raise too_long(len(source), MAX_JSON)
    text = decode(source)
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        raise Cql2Error(
            message=f"this is no JSON: {error.msg}",
            zh=f"不是有效的 JSON：{_IN_CHINESE.get(error.msg, '语法有误')}",
            at=error.pos,
            source=text,
        ) from error
    except RecursionError:
        raise too_deep(at="") from None


def _loads(text: str) -> Any:  # noqa: ANN401  any JSON value
    """Decode a text; numbers without end take a second, slower reading."""

    def no_number(name: str) -> NoReturn:
        raise Cql2Error(
            message=f"{name} is no number of JSON",
            zh=f"{name} 不是 JSON 数字",
            at=_place_of(name, text),
            source=text,
        )

    def decoded(**options: Any) -> Any:  # noqa: ANN401  options of json.loads
        return json.loads(
            text, object_pairs_hook=_unique, parse_constant=no_number, **options
        )

    try:
        return decoded()
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python makes no whole number of more than some thousand digits.
        return decoded(parse_int=_number)


def _place_of(constant: str, text: str) -> int:
    """Return where NaN or Infinity stands first outside of texts."""
    found = (one for one in _CONSTANT.finditer(text) if one[0] == constant)
    return next(found).start()


def decode(source: str | bytes) -> str:
    """Return the text of bytes in UTF-8.

    Raises
    ------
    Cql2Error
        If they are no UTF-8.
    """
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Cql2Error(
            message=f"byte {error.start} of the filter is no UTF-8",
            zh=f"过滤条件第 {error.start} 字节不是 UTF-8 编码",
        ) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = _first_repeated(key for key, _ in pairs)
        raise Cql2Error(
            message=f"an object has the key {twice[:40]!r} twice",
            zh=f"对象中的键“{twice[:40]}”重复",
            at="",
        )
    return found


def _first_repeated(keys: Iterable[str]) -> str:
    """Return the key whose repetition comes first, each looked at once."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    message = "no key is repeated"
    raise ValueError(message)


def _number(text: str) -> int | float:
    """Return a number, infinite if too large: the reader refuses it at its place."""
    try:
        return read_number(text)
    except Cql2Error:
        return math.inf
