"""Reading a filter in whichever form it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo_zs.cql2.expression import Expression
from geo_zs.cql2.json_reader import parse_json
from geo_zs.cql2.json_source import decode
from geo_zs.cql2.text_reader import parse_text


def parse(
    source: str | bytes | bool | Mapping[str, object] | Sequence[object],  # noqa: FBT001  JSON true is a filter
) -> Expression:
    """Read a filter: text, JSON text, or what JSON was decoded to.

    A text whose first character is ``{`` or ``[`` is JSON; no text of CQL2 begins so.

    Parameters
    ----------
    source : str, bytes, bool, mapping or sequence
        The filter; bytes are UTF-8.

    Returns
    -------
    Expression
        Checked: its operations have the arguments they need, and it is a condition
        as far as that can be told without data.

    Raises
    ------
    Cql2Error
        With the place of the fault and what was expected there.

    Examples
    --------
    >>> from geo_zs.cql2.text_writer import to_text
    >>> to_text(parse('{"op": ">", "args": [{"property": "area_km2"}, 5]}'))
    'area_km2 > 5'
    """
    if not isinstance(source, str | bytes):
        return parse_json(source)
    text = decode(source)
    return parse_json(text) if text.lstrip()[:1] in {"{", "["} else parse_text(text)
