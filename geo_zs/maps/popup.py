"""Text on its way into a page: the only place that makes HTML or script of it.

Names come from spreadsheets and scanned newspapers, so any of them may hold markup.
On our maps text reaches the page by ``textContent`` (``static/js/map/``); what the
page itself must carry goes through one of three doors:

`safe_text`
    for the few texts that Folium puts into HTML;
`script_literal`
    for values written into a script;
`data_block`
    for values written into a ``<script type="application/json">``.
"""

from __future__ import annotations

import json
import re
from typing import Final

# Folium puts text into a JavaScript template literal, where ``${…}`` runs and
# ``\u003c`` becomes a tag, so html.escape is not enough; branca then compiles the
# result as a Jinja template, where ``{{…}}`` runs on the server.
_ENTITIES: Final = str.maketrans({char: f"&#{ord(char)};" for char in "&<>\"'`$\\{}"})

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_IN_STRING: Final = str.maketrans(
    {char: f"\\u{ord(char):04x}" for char in "<>&'`${}\u2028\u2029"}
)


def safe_text(text: str) -> str:
    """Return `text` as it may stand in HTML made by Folium.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same text to a reader, with ten characters as numeric entities.
    """
    return text.translate(_ENTITIES)


def script_literal(value: object) -> str:
    """Return `value` as a JavaScript literal that may stand inside a page's script.

    Parameters
    ----------
    value : object
        Dicts, lists, strings, numbers, booleans and None.

    Returns
    -------
    str
        Compact JSON. In strings every character that could end the script, start
        a template or a comment is written as a ``u`` escape of four digits.

    Raises
    ------
    ValueError
        If a number is NaN or infinite: unknown is None.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda match: match.group().translate(_IN_STRING), text)


def data_block(element_id: str, text: str) -> str:
    """Return JSON `text` as a data block of a page.

    Parameters
    ----------
    element_id : str
        Id by which the script finds the block.
    text : str
        JSON. Outside its strings JSON has none of the characters replaced here.

    Returns
    -------
    str
        A ``<script type="application/json">`` element. A browser never runs it, and
        no text in it can end it.
    """
    safe = text.translate(
        {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
    )
    block_id = safe_text(element_id)
    return f'<script type="application/json" id="{block_id}">{safe}</script>'
