"""What columns are usually called: the titles and aliases of the register's tables.

Only to find the header row and the best sheet; what a column means is decided in
``mapping``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Final

_BRACKETS: Final = re.compile(r"[(\[【].*?[)\]】]")
_NOT_NAME: Final = re.compile(r"[\s*:_\-/、·]+")


def fold_header(text: str) -> str:
    """Return a header without units in brackets, spaces, marks and capitals.

    Examples
    --------
    >>> fold_header("总投资（亿元） *")
    '总投资'
    """
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_NAME.sub("", _BRACKETS.sub("", narrow))


@lru_cache(maxsize=1)
def known_headers() -> frozenset[str]:
    """Return all titles and aliases of the register's tables, folded."""
    names: set[str] = set()
    for entry in resources.files("geo_zs.register").joinpath("schemas").iterdir():
        if not entry.name.endswith(".schema.json"):
            continue
        schema = json.loads(entry.read_text(encoding="utf-8"))
        for column in schema["fields"]:
            names.update(
                (column["name"], column.get("title", ""), column.get("title_en", ""))
            )
            names.update(column.get("geo_zs:aliases", ()))
    return frozenset(folded for name in names if (folded := fold_header(name)))
