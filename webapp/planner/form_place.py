"""A point typed into the form that is not in the region: what would bring it inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo_zs.errors import Problem
from geo_zs.imports.datum.systems import WGS84
from geo_zs.imports.fault_words_rows import ROW_WORDS
from geo_zs.imports.faults import fault_text
from geo_zs.imports.places import PlaceReader
from geo_zs.imports.point_datum import system_of
from geo_zs.imports.points import outside_remarks
from geo_zs.register.faults import RecordFault
from webapp.planner.blueprint import say
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

_POINT: Final = ("lon", "lat")
#: What the register says of points that lie elsewhere.
_ELSEWHERE: Final = frozenset(("outside_region", "too_small", "too_large"))


def point_fault(
    values: Mapping[str, Any], problems: Sequence[Problem], lang: Lang
) -> dict[str, str]:
    """Return the fault of a point outside the region in the words of an import.

    Parameters
    ----------
    values : mapping of str to object
        What the form says.
    problems : sequence of Problem
        What the register found.
    lang : {"zh", "en"}
        Language of the page.

    Returns
    -------
    dict of str to str
        Field → what is wrong; empty where the register found nothing of the kind.
    """
    keys = {
        one.key
        for one in problems
        if isinstance(one, RecordFault) and one.field in _POINT
    }
    lon, lat = (values.get(name) for name in _POINT)
    if lon is None or lat is None or not keys & _ELSEWHERE:
        return {}
    catalog = get_catalog()
    (remark,) = outside_remarks(
        np.array([lon], dtype=float),
        np.array([lat], dtype=float),
        catalog.boundaries,
        PlaceReader(catalog.gazetteer),
        system_of(WGS84, is_stated=True),
        column="",
    )
    message, _ = fault_text(remark.fault(None), ROW_WORDS, lang)
    return {"lon": f"{message}{'；' if lang == 'zh' else '; '}{say('form_point_how')}"}
