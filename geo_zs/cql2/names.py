"""Names and texts as they stand in the text form: when to quote, and how."""

from __future__ import annotations

import re
from typing import Final

from geo_zs.cql2.calls import LITERALS, OPERATORS

#: Words that the grammar takes for itself wherever a name could stand.
_RESERVED: Final = re.compile(
    r"(?:and|or|not|like|between|in|is|null|true|false|div)(?![\w:.])", re.IGNORECASE
)
#: Names that need no quotes: a narrower set than the grammar reads, so that what is
#: written can be read by other programs too.
_PLAIN: Final = re.compile(r"[A-Za-z_\u4E00-\u9FFF][A-Za-z0-9_:\u4E00-\u9FFF]*+")
_GEOMETRY_WORD: Final = re.compile(
    r"(?:multi)?(?:point|linestring|polygon)z?|geometrycollectionz?", re.IGNORECASE
)
_BACKSLASHES: Final = re.compile(r"(\\++)('|$)")


def quote_name(name: str) -> str:
    """Return the name of a property or a function, in double quotes if it needs them.

    It does if the language has that word, too: ``"date"`` is a property, and
    ``"bbox"(1)`` a function that somebody named so.
    """
    lowered = name.lower()
    is_taken = (
        lowered in OPERATORS
        or lowered in LITERALS
        or _RESERVED.match(name) is not None
        or _GEOMETRY_WORD.fullmatch(name) is not None
    )
    if _PLAIN.fullmatch(name) and not is_taken:
        return name
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    r"""Return a text in single quotes.

    Quotes are doubled. Backslashes are doubled only before a quote or at the end,
    where one alone would escape the quote: ``\%`` stays as it is.
    """
    doubled = _BACKSLASHES.sub(r"\1\1\2", text) if "\\" in text else text
    return "'" + doubled.replace("'", "''") + "'"
