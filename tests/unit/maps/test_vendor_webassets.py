"""The tool that copies browser assets out of an npm tree."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[3] / "tools" / "vendor_webassets.py"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the tool, set to copy one script and one style of a made-up package."""
    spec = importlib.util.spec_from_file_location("vendor_webassets", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assets = (("demo", "demo", "dist/demo.js"), ("demo_css", "demo", "dist/demo.css"))
    monkeypatch.setattr(module, "ASSETS", assets)
    return module


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Return an npm tree with that package."""
    package = tmp_path / "node_modules" / "demo"
    (package / "dist" / "img").mkdir(parents=True)
    (package / "package.json").write_text('{"version": "1.2.3", "license": "MIT"}')
    (package / "LICENSE").write_text("MIT")
    (package / "dist" / "demo.js").write_text(
        "var a = 1;\n//# sourceMappingURL=demo.js.map\n"
    )
    (package / "dist" / "demo.css").write_text("a { background: url('img/a.png?x'); }")
    (package / "dist" / "img" / "a.png").write_bytes(b"\x89PNG")
    return package.parent


def test_assets_pictures_and_licence_are_copied_without_source_maps(
    tool: ModuleType, node_modules: Path, tmp_path: Path
) -> None:
    out = tmp_path / "vendor"

    tool.vendor(node_modules, out)

    assert (out / "demo/dist/demo.js").read_text() == "var a = 1;\n"
    assert (out / "demo/dist/img/a.png").read_bytes() == b"\x89PNG"
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["links"]["demo"]["file"] == "demo/dist/demo.js"
    assert set(manifest["files"]) == {"demo/LICENSE", "demo/dist/img/a.png"}
    assert manifest["packages"]["demo"] == {
        "version": "1.2.3",
        "licence": "MIT",
        "licence_files": ["LICENSE"],
    }


def test_second_run_writes_the_same_bytes(
    tool: ModuleType, node_modules: Path, tmp_path: Path
) -> None:
    out = tmp_path / "vendor"
    tool.vendor(node_modules, out)
    first = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (out / "left-over.js").write_text("old")

    tool.vendor(node_modules, out)

    again = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert again == first


def test_missing_package_says_what_to_run(tool: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(tool.VendorError, match="run: npm ci --ignore-scripts"):
        tool.vendor(tmp_path, tmp_path / "vendor")


def test_package_without_a_licence_is_refused(
    tool: ModuleType, node_modules: Path, tmp_path: Path
) -> None:
    (node_modules / "demo" / "LICENSE").unlink()

    with pytest.raises(tool.VendorError, match="demo holds no licence file"):
        tool.vendor(node_modules, tmp_path / "vendor")


@pytest.mark.parametrize(
    "address", ["https://cdn.example/a.png", "//cdn.example/a.png"]
)
def test_style_that_loads_from_another_host_is_refused(
    tool: ModuleType, node_modules: Path, tmp_path: Path, address: str
) -> None:
    style = node_modules / "demo" / "dist" / "demo.css"
    style.write_text(f"a {{ background: url({address}); }}")

    with pytest.raises(tool.VendorError, match="from another host; leave it out"):
        tool.vendor(node_modules, tmp_path / "vendor")


def test_style_that_loads_a_missing_file_is_refused(
    tool: ModuleType, node_modules: Path, tmp_path: Path
) -> None:
    (node_modules / "demo" / "dist" / "img" / "a.png").unlink()

    with pytest.raises(tool.VendorError, match="which its package does not hold"):
        tool.vendor(node_modules, tmp_path / "vendor")
