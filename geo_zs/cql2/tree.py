"""From what the grammar finds to expressions.

The parser calls one method for each rule as soon as the rule is complete, from the
innermost outwards, so no depth of a filter can run out of stack here.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

from lark import Token, Transformer

from geo_zs.cql2 import calls, shapes
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    ARRAY,
    Array,
    Expression,
    Geometry,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.numbers import MOST_DIGITS, read_number
from geo_zs.cql2.shapes import Part

#: What an escaped quote, and a run of backslashes before a quote, stand for.
_QUOTES: Final = re.compile(r"''|(\\(?:\\\\)*+)'|((?:\\\\)++)$|((?:\\\\)++)(?='')")
#: One position of many, perhaps in brackets, and its numbers without their signs.
_POSITION: Final = re.compile(r"(\()?[ \t\f\r\n]*([^(), \t\f\r\n][^(),]*)")
_UNSIGNED: Final = re.compile(r"[0-9.][^ \t\f\r\n]*")
_KINDS: Final = {kind.upper(): kind for kind in shapes.LEVELS}


@dataclass(frozen=True, slots=True)
class Group:
    """An expression in parentheses, which a list of one value looks like."""

    inner: Expression
    at: int | None


def unquote(text: str) -> str:
    """Return the text between the quotes of a string, its escapes resolved."""
    if "'" not in text[1:-1] and "\\" not in text:
        return text[1:-1]
    return _QUOTES.sub(_unescaped, text[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    odd, at_end, before_quote = found.groups()
    if odd is not None:
        return "\\" * (len(odd) // 2) + "'"
    pairs = at_end or before_quote
    return "\\" * (len(pairs) // 2) if pairs else "'"


def _bare(found: Any) -> Expression:  # noqa: ANN401  lark gives whatever a rule gave
    return found.inner if isinstance(found, Group) else found


def _operation(op: str, args: list[Any], word: Token) -> Operation:
    return Operation(op, tuple(_bare(arg) for arg in args), at=word.start_pos)


def _perhaps_not(negation: Token | None, made: Operation) -> Operation:
    return made if negation is None else Operation("not", (made,), at=made.at)


class Builder(Transformer[Token, Expression]):
    """The method of each rule of the grammar; children come in order.

    Children are tokens and what other methods returned, so lark types them as any.
    """

    def start(self, found: list[Any]) -> Expression:
        """Return the whole filter."""
        return _bare(found[0])

    def logical(self, found: list[Any]) -> Operation:
        """Read ``a AND b AND c``."""
        return _operation(found[1].lower(), found[::2], found[1])

    def negated(self, found: list[Any]) -> Operation:
        """Read ``NOT a``."""
        return _operation("not", found[1:], found[0])

    def compared(self, found: list[Any]) -> Operation:
        """Read ``a < b``."""
        return _operation(str(found[1]), found[::2], found[1])

    def like(self, found: list[Any]) -> Operation:
        """Read ``a NOT LIKE 'b%'``."""
        value, negation, word, pattern = found
        return _perhaps_not(negation, _operation("like", [value, pattern], word))

    def between(self, found: list[Any]) -> Operation:
        """Read ``a NOT BETWEEN 1 AND 2``."""
        value, negation, word, low, _, high = found
        made = _operation("between", [value, low, high], word)
        return _perhaps_not(negation, made)

    def listed(self, found: list[Any]) -> Operation:
        """Read ``a NOT IN (1, 2)``."""
        value, negation, word, *options = found
        items = Array(tuple(_bare(option) for option in options), at=word.start_pos)
        return _perhaps_not(negation, _operation("in", [value, items], word))

    def is_null(self, found: list[Any]) -> Operation:
        """Read ``a IS NOT NULL``."""
        value, word, negation, _ = found
        return _perhaps_not(negation, _operation("isNull", [value], word))

    def arithmetic(self, found: list[Any]) -> Operation:
        """Read ``a + b``; all such operators group from the left."""
        return _operation(found[1].lower(), found[::2], found[1])

    def minus(self, found: list[Any]) -> Expression:
        """Read ``-a``: a negative number, or minus one times something."""
        sign, value = found[0], _bare(found[1])
        if isinstance(value, Literal) and _is_number(value.value):
            return Literal(-value.value, at=sign.start_pos)  # type: ignore[operator]  # it is a number
        return _operation("*", [Literal(-1, at=sign.start_pos), value], sign)

    def plus(self, found: list[Any]) -> Expression:
        """Read ``+1``: the number; nothing else has a plus of its own."""
        value = _bare(found[1])
        if isinstance(value, Literal) and _is_number(value.value):
            return value
        raise Cql2Error(
            message="a plus sign stands only before a number, or between two values",
            zh="加号只能写在数字之前或两个值之间",
            at=found[0].start_pos,
            expected=("a value",),
        )

    def number(self, found: list[Any]) -> Literal:
        """Read ``1``, ``.5``, ``1e3``."""
        (token,) = found
        return Literal(read_number(token, token.start_pos), at=token.start_pos)

    def string(self, found: list[Any]) -> Literal:
        """Read ``'it''s'``."""
        return Literal(unquote(found[0]), at=found[0].start_pos)

    def true(self, found: list[Any]) -> Literal:
        """Read ``TRUE``."""
        return Literal(value=True, at=found[0].start_pos)

    def false(self, found: list[Any]) -> Literal:
        """Read ``FALSE``."""
        return Literal(value=False, at=found[0].start_pos)

    def null(self, found: list[Any]) -> Literal:
        """Read ``NULL``."""
        return Literal(None, at=found[0].start_pos)

    def name(self, found: list[Any]) -> Property:
        """Read ``eo:cloud_cover``."""
        return Property(str(found[0]), at=found[0].start_pos)

    def quoted(self, found: list[Any]) -> Property:
        """Read a name in double quotes."""
        return Property(_unquoted_name(found[0]), at=found[0].start_pos)

    def call(self, found: list[Any]) -> Expression:
        """Read ``s_within(a, b)``, ``date('2024-05-01')``, ``area(geom)``."""
        name, args = found
        args = args or []
        if name.type == "QUOTED":
            bare = [_bare(arg) for arg in args]
            return calls.call(_unquoted_name(name), bare, name.start_pos)
        if calls.OPERATORS.get(name.lower()) in ARRAY:
            args = [_as_list(arg) for arg in args]
        return calls.make(str(name), [_bare(arg) for arg in args], name.start_pos)

    def arguments(self, found: list[Any]) -> list[Any]:
        """Keep values between commas."""
        return found

    def group(self, found: list[Any]) -> Group:
        """Read ``(a)``."""
        return Group(_bare(found[1]), found[0].start_pos)

    def array(self, found: list[Any]) -> Array:
        """Read ``(a, b)``, ``(a,)`` and ``()``."""
        return Array(tuple(map(_bare, found[1:])), at=found[0].start_pos)

    def geometry(self, found: list[Any]) -> Geometry:
        """Read ``POINT Z(1 2 3)``."""
        word, dimension, parts = found
        if dimension is not None and dimension.lower() != "z":
            raise Cql2Error(
                message="measures (M) have no meaning in a filter; leave them out",
                zh="过滤条件不支持 M 值，请去掉",
                at=dimension.start_pos,
                expected=("Z", "'('"),
            )
        has_z = dimension is not None
        inner = Part(()) if isinstance(parts, Token) else parts
        return _geometry(word.upper(), inner, word.start_pos, has_z=has_z)

    def part_list(self, found: list[Any]) -> Part:
        """Read brackets of coordinates or of geometries."""
        items: list[object] = []
        for one in found[1:]:
            if isinstance(one, list):
                items.extend(one)
            else:
                items.append(one)
        return Part(tuple(items), at=found[0].start_pos)

    def positions(self, found: list[Any]) -> list[Part]:
        """Read ``111.7 40.8, (112 41)``."""
        (token,) = found
        return [_position(one, token.start_pos) for one in _POSITION.finditer(token)]

    def position(self, found: list[Any]) -> Part:
        """Read ``111.7 40.8``."""
        numbers = tuple(one[0] for one in found if one is not None)
        return Part(numbers, at=found[0][1])

    def coordinate(self, found: list[Any]) -> tuple[float, int | None]:
        """Return a number with its sign, and where it stands."""
        sign, token = found
        number = float(read_number(token, token.start_pos))
        return (-number if sign == "-" else number), token.start_pos


def _position(found: re.Match[str], start: int) -> Part:
    bracket, numbers = found.groups()
    at = start + found.start(2)
    items = tuple(map(float, numbers.split()))
    if len(numbers) > MOST_DIGITS or not all(map(math.isfinite, items)):
        for one in _UNSIGNED.finditer(numbers):
            read_number(one[0], at + one.start())
    part = Part(items, at=at)
    return Part((part,), at=start + found.start(1)) if bracket else part


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_list(arg: Any) -> Any:  # noqa: ANN401  as _bare
    return Array((arg.inner,), at=arg.at) if isinstance(arg, Group) else arg


def _unquoted_name(token: Token) -> str:
    name = token[1:-1].replace('""', '"')
    if not name:
        raise Cql2Error(
            message="the name between the double quotes is empty",
            zh="双引号中的名称为空",
            at=token.start_pos,
            expected=("a name",),
        )
    return name


def _geometry(word: str, inner: Part, at: int | None, *, has_z: bool) -> Geometry:
    if word == "GEOMETRYCOLLECTION":
        members = [item for item in inner.items if isinstance(item, Geometry)]
        if len(members) != len(inner.items):
            raise Cql2Error(
                message="a GEOMETRYCOLLECTION holds geometries",
                zh="GEOMETRYCOLLECTION 中须为几何",
                at=inner.at,
                expected=("a geometry such as POINT(111 40)",),
            )
        return shapes.collect(members, at)
    kind = _KINDS[word]
    if kind == "MultiPoint":
        inner = Part(tuple(map(_point, inner.items)), at=inner.at)
    elif kind == "Point":
        point = _point(inner)
        inner = point if isinstance(point, Part) else inner
    return shapes.build(kind, inner, at, has_z=has_z)


def _point(item: object) -> object:
    """Take the position of a point out of its brackets."""
    is_wrapped = isinstance(item, Part) and len(item.items) == 1
    return item.items[0] if is_wrapped else item  # type: ignore[attr-defined]  # a Part
