"""Run all benchmarks, or those named: ``python -m benchmarks locate start``."""

from __future__ import annotations

import os
import platform
import sys

from benchmarks import (
    batch,
    bench_import,
    board,
    home_page,
    locate,
    matching,
    methods,
    ogc,
    overlay,
    read_files,
    start,
)
from geo_zs.catalog import load_catalog

WITH_CATALOG = {
    "matching": matching,
    "home_page": home_page,
    "locate": locate,
    "methods": methods,
    "batch": batch,
    "import": bench_import,
    "board": board,
    "overlay": overlay,
    "ogc": ogc,
}
#: Those that need no data of ours.
ALONE = {"read_files": read_files, "start": start}


def main(names: list[str]) -> None:
    """Print the tables of the benchmarks with these names (all if none)."""
    known = [*WITH_CATALOG, *ALONE]
    wrong = [name for name in names if name not in known]
    if wrong:
        sys.exit(f"unknown: {', '.join(wrong)}; known: {', '.join(known)}")
    print(f"# Benchmarks\n\nPython {platform.python_version()}, {platform.machine()}")
    wanted = names or known
    # No client asks as often as a benchmark does.
    os.environ.setdefault("GEO_ZS_RATE_LIMIT", "0")
    os.environ.setdefault("GEO_ZS_RATE_LIMIT_COSTLY", "0")
    catalog = load_catalog()
    for name, module in WITH_CATALOG.items():
        if name in wanted:
            module.run(catalog)
    for name, alone in ALONE.items():
        if name in wanted:
            alone.run()


if __name__ == "__main__":
    main(sys.argv[1:])
