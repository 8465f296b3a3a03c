"""What every file says of itself: title, date, filters in words, sources, credit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from geo_zs.provenance import Source


@dataclass(frozen=True)
class About:
    """Where a file comes from.

    Parameters
    ----------
    title : str
        What it shows.
    made_on : date
        The day it is made; never read from a clock here, so that the same content
        gives the same bytes.
    data_version : str
        Version of the data; empty where there is none.
    filters : tuple of str
        What was chosen, in words, one filter each; empty for everything.
    sources : tuple of Source
        Entries of the register of sources that the content rests on.
    attribution : str
        Credit of the map with its review number (审图号); empty without a map.
    notice : str
        The notice that the map is a sketch (示意图); empty without a map.
    notes : tuple of str
        What a reader has to know besides.
    maker : str
        Who made it, a bureau or an account; empty if that is not said.
    """

    title: str
    made_on: dt.date
    data_version: str = ""
    filters: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    attribution: str = ""
    notice: str = ""
    notes: tuple[str, ...] = ()
    maker: str = ""
