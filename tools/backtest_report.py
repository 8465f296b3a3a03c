"""Run the back-test on the shipped projects and write down what it gives.

``python tools/backtest_report.py`` writes ``docs/backtest.md`` and
``geo_zs/backtest/figures.json``; with ``--check`` it only says what is stale.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from geo_zs.backtest import tuning
from geo_zs.backtest.bench import Bench
from geo_zs.backtest.misses import CAUSES
from geo_zs.backtest.records import Record, read_records
from geo_zs.backtest.report import FIGURES, to_report
from geo_zs.backtest.run import run
from geo_zs.backtest.summary import FILE_NAME
from geo_zs.catalog import Catalog, load_catalog

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = ROOT / "data" / "projects" / "projects.csv"
PAGE = ROOT / "docs" / "backtest.md"
FIGURES_FILE = ROOT / "geo_zs" / "backtest" / FILE_NAME
#: Single rows stand on the page, not in the figures.
_ROWS = ("rows", "misses", "skipped")
_NAMES = {
    "random": "random",
    "popularity": "popularity (projects of other companies)",
    "tag_overlap": "tag overlap",
    "tag_overlap_popularity": "tag overlap, ties by popularity",
}


def measure(catalog: Catalog) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures to keep and the reports with their rows."""
    tags = frozenset(catalog.sites.tag_index)
    bench = Bench(catalog)
    reports = {}
    records: dict[str, list[Record]] = {}
    for level in ("park", "banner"):
        records[level] = read_records(PROJECTS, tags=tags, level=level)
        trials, skipped = run(bench, records[level], level)
        reports[level] = to_report(trials, skipped, level)
    kept, skipped = run(Bench(catalog, keeps_park_tags=True), records["park"], "park")
    reports["tags_kept"] = to_report(kept, skipped, "park")
    figures: dict[str, Any] = {
        name: {key: value for key, value in report.items() if key not in _ROWS}
        for name, report in reports.items()
    }
    figures["tags_kept"].pop("by_industry")
    figures["causes"] = dict(
        Counter(row["cause"] for row in reports["park"]["rows"] if row["cause"])
    )
    figures["cross_validated"] = cross_validate(bench, records["park"])
    return figures, reports


def cross_validate(bench: Bench, records: list[Record]) -> dict[str, Any]:
    """Return the MRR with the shares of the weights chosen on other companies."""
    values = []
    companies: list[int] = []
    for shares in tuning.SHARES:
        book = tuning.with_shares(bench.catalog.criteria, shares)
        trials, _ = run(bench.with_criteria(book), records, "park")
        values.append([one.position.reciprocal_rank for one in trials])
        companies = [one.company for one in trials]
    matrix = np.array(values)
    held_out, apparent = tuning.held_out_mean(matrix, np.array(companies))
    means = matrix.mean(axis=1)
    return {
        "settings": len(tuning.SHARES),
        "folds": tuning.FOLDS,
        "repeats": tuning.REPEATS,
        "mrr_held_out": round(held_out, 4),
        "mrr_best_setting": round(apparent, 4),
        "mrr_worst_setting": round(float(means.min()), 4),
        "mrr_middle_setting": round(float(np.median(means)), 4),
    }


def page(figures: dict[str, Any], reports: dict[str, Any]) -> str:
    """Return the page of the back-test."""
    lines = [
        "# Back-test against real decisions",
        "",
        "Written by `python tools/backtest_report.py`; every figure comes from that "
        "run on `data/projects/projects.csv`. The choices behind it: "
        "`docs/decisions/017-backtest.md`.",
        "",
        "For each project the place is hidden. A request is built from industry text, "
        "tags, money, land and power only, and ranked by the presets of `/match`, "
        "unchanged. The project and all rows of its company are left out of everything "
        "that is scored. A zone and its sub-parks are one place. Ties count by the "
        "mean over their orders. The figures measure agreement with past choices, not "
        "truth: a place that ranks above the chosen one may well be better.",
        "",
        "In brackets: bootstrap 95 % intervals, companies drawn again (10,000 draws, "
        "fixed seed). The last column is the difference of MRR to the ranking, paired.",
        "",
    ]
    titles = {
        "park": "Park level",
        "banner": "Banner level",
        "tags_kept": "Park level, all industries of parks kept",
    }
    notes = {
        "tags_kept": "The same without taking industries out of the park table that "
        "may rest on the tested project. Some of what the table knows is then the "
        "answer itself; the baselines gain more from it than the ranking.",
    }
    for name, title in titles.items():
        lines += [f"## {title}", "", *([notes[name], ""] if name in notes else [])]
        lines += [*_figures(figures[name]), ""]
    lines += [*_cross_validated(figures), "", "## By main industry, park level", ""]
    lines += [*_by_industry(figures["park"]), "", *_misses(reports["park"])]
    return "\n".join(lines).rstrip() + "\n"


def _figures(report: dict[str, Any]) -> Iterator[str]:
    yield f"{report['n']} projects of {report['n_companies']} companies."
    yield ""
    yield "| | " + " | ".join(FIGURES) + " | ranking ahead by |"
    yield "|---|" + "--:|" * (len(FIGURES) + 1)
    own = " | ".join(
        f"**{report[name]:.3f}** [{low:.3f}, {high:.3f}]"
        for name, (low, high) in report["intervals"].items()
    )
    yield f"| **ranking** | {own} | |"
    for name, block in report["baselines"].items():
        numbers = " | ".join(f"{block[one]:.3f}" for one in FIGURES)
        ahead = block["mrr_difference"]
        yield (
            f"| {_NAMES[name]} | {numbers} | {ahead['value']:+.3f} "
            f"[{ahead['low']:+.3f}, {ahead['high']:+.3f}] |"
        )


def _cross_validated(figures: dict[str, Any]) -> Iterator[str]:
    found = figures["cross_validated"]
    yield "## Chosen on the same projects?"
    yield ""
    yield (
        f"The shares of fit, works inside and cluster were set with these projects in "
        f"view. With {found['settings']} settings of the shares, chosen on four fifths "
        f"of the companies and measured on the last fifth "
        f"({found['repeats']} divisions), MRR is **{found['mrr_held_out']:.3f}**; the "
        f"best single setting gives {found['mrr_best_setting']:.3f}, the middle one "
        f"{found['mrr_middle_setting']:.3f}, the worst "
        f"{found['mrr_worst_setting']:.3f}; the shipped one "
        f"{figures['park']['mrr']:.3f}. What the columns mean was chosen with "
        "the projects in view as well, and no fold can undo that."
    )


def _by_industry(report: dict[str, Any]) -> Iterator[str]:
    yield (
        "| industry | n | "
        + " | ".join(FIGURES)
        + " | MRR of tag overlap, popularity |"
    )
    yield "|---|--:|" + "--:|" * (len(FIGURES) + 1)
    for name, block in report["by_industry"].items():
        low, high = block["intervals"]["mrr"]
        interval = "" if low is None else f" [{low:.2f}, {high:.2f}]"
        numbers = " | ".join(f"{block[one]:.2f}" for one in FIGURES)
        other = block["baselines"]["tag_overlap_popularity"]["mrr"]
        yield f"| {name} | {block['n']} | {numbers}{interval} | {other:.2f} |"


def _misses(report: dict[str, Any]) -> Iterator[str]:
    missed = [row for row in report["rows"] if row["cause"]]
    counts = Counter(row["cause"] for row in missed)
    yield "## The misses"
    yield ""
    yield (
        f"{len(missed)} of {report['n']} projects are not among the first five. "
        "The cause is read off the tables by `geo_zs/backtest/misses.py`, the first "
        "that holds:"
    )
    yield ""
    yield "| cause | projects |"
    yield "|---|--:|"
    for name, n in counts.most_common():
        yield f"| {CAUSES[name][1]} | {n} |"
    yield ""
    yield "| project | industry | true place | rank | first instead | cause |"
    yield "|---|---|---|--:|---|---|"
    for row in sorted(missed, key=lambda row: (row["cause"], row["rank"])):
        first = row["first"][0] if row["first"] else "–"
        yield (
            f"| {row['project_id']} {row['name']} | {row['industry']} | "
            f"{row['place']} | {row['rank']:g} | {first} | {row['cause']} |"
        )


def main() -> int:
    """Write the page and the figures, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    figures, reports = measure(load_catalog())
    wanted = {
        PAGE: page(figures, reports),
        FIGURES_FILE: json.dumps(figures, ensure_ascii=False, indent=1) + "\n",
    }
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        if not check:
            path.write_text(wanted[path], "utf-8")
        sys.stdout.write(f"{'stale' if check else 'written'}: {path.name}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
