"""The notebooks of `examples/` run against a live server and are kept clean."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT
from tests.live_server import serving

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
NAMES = [one.name for one in NOTEBOOKS]

#: Started in the kernel first: warnings are errors, and only this machine is reached.
GUARD = """
import socket, warnings
warnings.simplefilter("error")
# Of the kernel itself, as it stops.
warnings.filterwarnings("ignore", message="For consistency across implementations")
_connect = socket.socket.connect
def _here_only(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] != "127.0.0.1":
        raise OSError(f"the example reached for {address[0]}")
    return _connect(self, address)
socket.socket.connect = _here_only
"""


def make_kernel(folder: Path) -> None:
    """Describe a kernel of the interpreter that runs the tests."""
    spec = folder / "kernels" / "here"
    spec.mkdir(parents=True)
    words = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    described = {"argv": words, "display_name": "here", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(described), "utf-8")


def run(notebook: nbformat.NotebookNode, folder: Path) -> str:
    """Run a notebook and return all that it prints."""
    guarded = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(GUARD), *notebook.cells]
    )
    NotebookClient(
        guarded,
        kernel_name="here",
        timeout=120,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    outputs = [one for cell in guarded.cells for one in cell.get("outputs", [])]
    assert not [one for one in outputs if one.get("name") == "stderr"]
    return "".join(
        one.get("text", "") + one.get("data", {}).get("text/plain", "")
        for one in outputs
    )


@pytest.fixture
def around(app, tmp_path, monkeypatch):
    """Serve the site, and keep all that a kernel writes in a folder of the test."""
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    make_kernel(tmp_path)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("GEO_ZS_EXAMPLE_OUT", str(tmp_path))
    for name in [one for one in os.environ if one.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    with serving(app) as base:
        monkeypatch.setenv("GEO_ZS_URL", base)
        yield tmp_path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_notebook_runs_without_a_warning_and_without_the_network(path, around):
    printed = run(nbformat.read(path, as_version=4), around)

    assert "中环产业园" in printed
    assert "lets it in: land_port_km_max 60.0 →" in printed
    assert "审图号" in printed
    html = (around / f"{path.stem}.html").read_text("utf-8")
    assert "leaflet" in html


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_notebook_is_kept_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)

    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_guard_refuses_the_network(around):
    outside = "import urllib.request\nurllib.request.urlopen('http://192.0.2.1/')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outside)])

    with pytest.raises(Exception, match=r"the example reached for 192\.0\.2\.1"):
        run(notebook, around)


def test_every_example_is_listed():
    text = (ROOT / "examples" / "README.md").read_text("utf-8")

    assert NOTEBOOKS
    for path in (ROOT / "examples").iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in text
