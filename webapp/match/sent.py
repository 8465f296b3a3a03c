"""A form as it was sent by POST: what of it goes into the link.

The form shows what was read from a text and the usual weights. Only what the user
changed belongs in the link, else a later change of the text would have no effect.
The form carries what it showed as a hidden field, so nothing is kept on the server
and the page works without scripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode

from werkzeug.datastructures import MultiDict

from webapp.match.fields import WEIGHT
from webapp.match.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN: Final = "shown"
"""Name of the hidden field that carries what the form showed by itself."""

MAX_LINK: Final = 3200
"""Longest address of an answer: servers take about 4,000 characters, and links of
the page to its files or without a phrase are longer by up to 300."""

_MAX_SHOWN: Final = 20_000


def shown_text(read: Reading, sliders: Iterable[Mapping[str, Any]]) -> str:
    """Return what the form shows by itself, for its hidden field.

    Parameters
    ----------
    read : Reading
        What the text filled in.
    sliders : iterable of mapping
        Rows of `webapp.match.asked.slider_rows`.
    """
    values: dict[str, str | Sequence[str]] = {
        "industry": read.industry,
        **read.texts,
        **({"land_unit": read.land_unit} if "land" in read.texts else {}),
        **read.choices,
        **({"chemical": "1"} if read.is_chemical else {}),
        **read.lists,
        **{WEIGHT + str(row["id"]): row["usual"] for row in sliders},
    }
    return urlencode({name: one for name, one in values.items() if one}, doseq=True)


def tidy(posted: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return the parameters of the link that a sent form stands for.

    Parameters
    ----------
    posted : MultiDict
        All fields of the form.

    Returns
    -------
    MultiDict
        Without empty fields and those that still hold what the form showed. A field
        that the text had filled and the user emptied is named in ``without``.
    """
    shown = parse_qs(posted.get(SHOWN, "")[:_MAX_SHOWN])
    kept: MultiDict[str, str] = MultiDict()
    for name in posted:
        values = [value for value in posted.getlist(name) if value.strip()]
        if name == SHOWN or not values or _is_shown(name, values, posted, shown):
            continue
        kept.setlist(name, values)
    emptied = [
        name
        for name in shown
        if not name.startswith(WEIGHT)
        and name not in ("land_unit", "industry")
        and not any(value.strip() for value in posted.getlist(name))
    ]
    without = dict.fromkeys([*kept.getlist("without"), *emptied])
    if without:
        kept.setlist("without", list(without))
    if "land" not in kept:
        kept.poplist("land_unit")
    if not any(name.startswith(WEIGHT) for name in kept):
        kept.poplist("weights_of")
    return kept


def _is_shown(
    name: str,
    values: Sequence[str],
    posted: MultiDict[str, str],
    shown: Mapping[str, Sequence[str]],
) -> bool:
    """Tell whether a field still holds what the form showed by itself."""
    if sorted(shown.get(name, ())) != sorted(values):
        return False
    if name in ("land", "land_unit"):  # an amount and its unit are one
        return all(
            sorted(shown.get(part, ())) == sorted(posted.getlist(part))
            for part in ("land", "land_unit")
        )
    return True
