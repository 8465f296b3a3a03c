"""Which of GDAL's drivers may run: one. The others are named in its environment.

GDAL looks at the content of a file and may find in it a recipe that names other
files (OGR VRT, GDALG) or an address. ``OGR_SKIP`` takes drivers away, but only if
it is set before pyogrio is imported; so the list is made here, in the parent, and
checked in the child.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

#: The other formats are read without GDAL; see decision 023.
ALLOWED: Final = frozenset({"ESRI Shapefile"})


@lru_cache(maxsize=1)
def skipped_drivers() -> str:
    """Return all drivers but the allowed ones, as ``OGR_SKIP`` wants them."""
    import pyogrio  # noqa: PLC0415  imported late: it loads GDAL

    return ",".join(sorted(set(pyogrio.list_drivers()) - ALLOWED))


def environment() -> dict[str, str]:
    """Return the variables that keep GDAL, PROJ and BLAS small and offline."""
    return {
        "OGR_SKIP": skipped_drivers(),
        "GDAL_DRIVER_PATH": "disable",
        "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "OGR_SQLITE_LOAD_EXTENSIONS": "",
        "PROJ_NETWORK": "OFF",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
    }


def extra_drivers(registered: Collection[str]) -> list[str]:
    """Return the drivers that are there and should not be."""
    return sorted(set(registered) - ALLOWED)
