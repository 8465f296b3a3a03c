"""Classes of size of projects, by their pledged totals."""

from __future__ import annotations

from typing import Final

import numpy as np

#: Class of size → least pledged total, 10⁸ CNY.
SIZE_LIMITS_CNY_1E8: Final = {"ge_5m": 0.05, "ge_100m": 1.0, "ge_1bn": 10.0}
#: The finest class of a project, from the largest; then below all, and not known.
SIZE_CLASSES: Final = ("ge_1bn", "ge_100m", "ge_5m", "below", "unknown")
#: Class of a project → classes of the figures that it counts in.
SIZES_IN: Final = {
    "ge_1bn": ("all", "ge_5m", "ge_100m", "ge_1bn"),
    "ge_100m": ("all", "ge_5m", "ge_100m"),
    "ge_5m": ("all", "ge_5m"),
    "below": ("all", "below"),
    "unknown": ("all", "unknown"),
}


def size_class(pledged_cny_1e8: float | None) -> str:
    """Return the finest class of a pledged total, ``unknown`` without one."""
    if pledged_cny_1e8 is None or np.isnan(pledged_cny_1e8):
        return "unknown"
    for name, limit in reversed(SIZE_LIMITS_CNY_1E8.items()):
        if pledged_cny_1e8 >= limit:
            return name
    return "below"
