"""The whole document tried by schemathesis, in all its phases, over a filled register.

`st run` asks a live server, as anybody would run it. Every answer must be one that the
document describes; what breaks the document must be refused. ``schemathesis.toml``
says how answers are judged, and why.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live_server import serving
from tests.web.register_site import fill, make_site, quick_hashes

__all__ = ["quick_hashes"]

pytestmark = pytest.mark.slow

CONFIG = Path(__file__).with_name("schemathesis.toml")
PHASES = ("Examples", "Coverage", "Fuzzing", "Stateful")


@pytest.fixture
def filled(catalog, sqlite_template, tmp_path, quick_hashes):
    file = tmp_path / "register.db"
    shutil.copyfile(sqlite_template, file)
    made = make_site(
        catalog, f"sqlite:///{file}", rate_limit="0", rate_limit_costly="0"
    )
    fill(made)
    # A fault is an answer of 500 here, as it is in service.
    made.app.testing = False
    yield made
    made.register.close()


@pytest.fixture
def address(filled):
    """Serve the site on this machine; yield its address."""
    with serving(filled.app) as where:
        yield where


@pytest.mark.parametrize("who", [None, "boss"], ids=["public", "token"])
@pytest.mark.parametrize("prefix", ["/api/v1", "/ogc"])
def test_every_answer_is_one_that_the_document_describes(
    filled, address, who, prefix, tmp_path
):
    headers = [
        part
        for name, value in filled.bearer(who).items()
        for part in ("--header", f"{name}: {value}")
    ]
    done = subprocess.run(  # noqa: S603  our own tool
        [Path(sys.executable).parent / "st", "--config-file", CONFIG, "run",
         f"{address}/api/v1/openapi.json", "--checks", "all",
         "--include-path-regex", f"^{prefix}/", "--max-examples", "5",
         "--seed", "1947", "--warnings", "off", "--no-color", *headers],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-6_000:]
    for phase in PHASES:
        assert re.search(rf"[✅⏭]\S* +{phase}", done.stdout), phase
    counted = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert counted
    assert counted[1] == counted[2]
    assert int(counted[1]) > 200
