"""Run all benchmarks, or those named: ``python -m benchmarks locate start``."""

from __future__ import annotations

import platform
import sys

from benchmarks import batch, bench_import, home_page, locate, matching, methods, start
from geo_zs.catalog import load_catalog

WITH_CATALOG = {
    "matching": matching,
    "home_page": home_page,
    "locate": locate,
    "methods": methods,
    "batch": batch,
    "import": bench_import,
}


def main(names: list[str]) -> None:
    """Print the tables of the benchmarks with these names (all if none)."""
    known = [*WITH_CATALOG, "start"]
    wrong = [name for name in names if name not in known]
    if wrong:
        sys.exit(f"unknown: {', '.join(wrong)}; known: {', '.join(known)}")
    print(f"# Benchmarks\n\nPython {platform.python_version()}, {platform.machine()}")
    wanted = names or known
    catalog = load_catalog()
    for name, module in WITH_CATALOG.items():
        if name in wanted:
            module.run(catalog)
    if "start" in wanted:
        start.run()


if __name__ == "__main__":
    main(sys.argv[1:])
