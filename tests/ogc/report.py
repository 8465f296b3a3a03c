"""Print what each abstract test comes to on a running service.

    python -m tests.ogc.report http://127.0.0.1:8000/ogc [--token TOKEN] [--failed]

The service may be anybody's. Ends with status 1 if a test failed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from tests.ogc.every import TESTS
from tests.ogc.service import Service
from tests.ogc.suite import Result, run_all


def table(results: list[Result]) -> str:
    """Return results as a Markdown table, one line for each abstract test."""
    lines = [
        "| part | abstract test | test method of the suite | result | remark |",
        "|---|---|---|---|---|",
    ]
    for one in results:
        method = f"`{one.test.method}`" if one.test.method else "—"
        remark = one.remark.replace("|", "\\|").replace("\n", " ")
        test = f"| {one.test.part} | `{one.test.id}` | {method} "
        lines.append(f"{test}| {one.verdict} | {remark} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run all abstract tests against the service that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="address of the landing page")
    parser.add_argument("--token", help="token that is sent as Bearer")
    parser.add_argument("--failed", action="store_true", help="only what failed")
    chosen = parser.parse_args(arguments)
    service = Service(chosen.url, chosen.token)
    try:
        results = run_all(service, TESTS)
    finally:
        service.close()
    shown = [one for one in results if not chosen.failed or one.verdict == "FAILED"]
    counts = Counter(one.verdict for one in results)
    summary = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    sys.stdout.write(f"{table(shown)}\n\n{len(results)} abstract tests: {summary}\n")
    return int(counts["FAILED"] > 0)


if __name__ == "__main__":
    sys.exit(main())
