"""Requests that schemathesis makes of the service from its description, in all phases.

It runs as a program of its own against the live service, whose register holds
projects: with the examples of the document, with values at its bounds and beyond
them, with generated ones, and along the links from one answer to the next.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("ogc-generated")

ROOT = Path(__file__).resolve().parents[2]
#: What it judges by, and the collection that requests name.
SETTINGS = (ROOT / "tests" / "contract" / "schemathesis.toml").read_text("utf-8")


def run(
    live,
    folder,
    collection,
    token,
    *,
    document="/api/v1/openapi.json",
    base="",
    paths="^/ogc",
    phases="examples,coverage,fuzzing,stateful",
):
    """Run phases on one collection; return the report."""
    settings = folder / "schemathesis.toml"
    named = (
        f'[parameters]\n"path.collectionId" = "{collection}"\n' if collection else ""
    )
    settings.write_text(f"{named}\n{SETTINGS}", "utf-8")
    report = folder / "report.json"
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "--config-file", str(settings),
        "run", f"{live.address}{document}",
        "--url", f"{live.address}{base}",
        "--include-path-regex", paths,
        "--checks", "all",
        "--phases", phases,
        "--generation-deterministic",
        "--max-examples", "12",
        "--continue-on-failure",
        "--report-json-path", str(report),
        "--no-color",
        "-H", "Accept-Encoding: identity",
    ]  # fmt: skip
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    done = subprocess.run(  # noqa: S603  a program of this environment, fixed arguments
        command,
        cwd=folder,
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert report.exists(), done.stdout + done.stderr
    return json.loads(report.read_text("utf-8"))


@pytest.mark.parametrize(
    ("collection", "who"),
    [
        ("", None),
        ("parks", None),
        ("register_projects", "viewer"),
        ("sites", "viewer"),
    ],
)
def test_every_phase_finds_no_fault(live, tmp_path, collection, who):
    report = run(live, tmp_path, collection, who and live.site.tokens[who])

    phases = {name: one["skip_reason"] for name, one in report["phases"].items()}
    assert report["failures"] == []
    assert report["errors"] == []
    assert report["operations"]["tested"] == report["operations"]["selected"] >= 11
    assert report["test_cases"]["generated"] > 300
    assert phases["coverage"] is phases["fuzzing"] is phases["stateful"] is None


@pytest.mark.parametrize("version", ["json", "json31"])
def test_properties_as_parameters_are_taken_as_the_definition_says(
    live, tmp_path, version
):
    report = run(
        live,
        tmp_path,
        "",
        None,
        document=f"/ogc/api?f={version}",
        base="/ogc",
        paths="^/collections/(parks|rail_lines|projects)/items",
        phases="examples,coverage",
    )

    assert report["failures"] == []
    assert report["errors"] == []
    assert report["operations"]["tested"] == 3
