"""The figures of the back-test on the shipped projects, as the last run left them.

``tools/backtest_report.py`` writes them; a test runs the back-test again and compares.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any, Final

FILE_NAME: Final = "figures.json"


@lru_cache(maxsize=1)
def summary() -> dict[str, Any]:
    """Return the figures by level.

    Returns
    -------
    dict
        ``park`` and ``banner``: the object of ``geo-zs backtest --json`` without its
        single rows; ``tags_kept``, ``causes`` and ``cross_validated`` as
        `docs/backtest.md` explains them.
    """
    text = resources.files("geo_zs.backtest").joinpath(FILE_NAME).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
