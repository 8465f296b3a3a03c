"""The import directions between the rooms of the house are kept.

Each module may import only what the table below says, so that calculation stays
apart from files, maps and the web.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Room → rooms of geo_zs that it may import. Modules of one folder may import
#: each other; `__version__` of the top package is free to all.
ALLOWED: dict[str, set[str]] = {}
ALLOWED["errors"] = set()
ALLOWED["text"] = set()
ALLOWED["text_guard"] = set()
ALLOWED["paths"] = set()
ALLOWED["units"] = {"errors"}
ALLOWED["vocab"] = {"errors"}
ALLOWED["crs"] = {"errors"}
ALLOWED["provenance"] = {"errors", "vocab"}
ALLOWED["table_schema"] = {"errors"}
ALLOWED["tables"] = {"errors", "units", "vocab", "crs", "provenance", "table_schema"}
ALLOWED["gazetteer"] = ALLOWED["tables"] | {"tables", "text"}
ALLOWED["layers"] = ALLOWED["gazetteer"] | {"gazetteer", "paths"}
ALLOWED["projects"] = ALLOWED["layers"] | {"layers"}
ALLOWED["criteria"] = {"errors", "units", "vocab"}
ALLOWED["matching"] = {"errors", "units", "vocab", "provenance", "criteria"}
ALLOWED["comparison"] = ALLOWED["matching"] | {"matching"}
ALLOWED["body_faults"] = {"errors"}
ALLOWED["cql2"] = {"errors", "crs"}
ALLOWED["allocation"] = ALLOWED["comparison"] | {"comparison", "body_faults"}
ALLOWED["understanding"] = ALLOWED["tables"] | {"tables", "text", "paths"}
ALLOWED["sites"] = ALLOWED["projects"] | {"projects", "criteria", "matching"}
ALLOWED["supply"] = ALLOWED["sites"] | {"sites"}
ALLOWED["publication"] = ALLOWED["sites"] | {"sites"}
ALLOWED["maps"] = ALLOWED["projects"] | {"projects", "matching", "criteria", "catalog"}
ALLOWED["datarules"] = ALLOWED["tables"] | {"tables"}
ALLOWED["datacheck"] = ALLOWED["projects"] | {"projects", "criteria", "datarules"}
ALLOWED["catalog"] = (
    set().union(*ALLOWED.values(), ALLOWED) - {"maps", "catalog", "datacheck"}
) | {"datacheck"}
ALLOWED["backtest"] = ALLOWED["sites"] | {"sites", "catalog", "understanding"}
ALLOWED["register"] = ALLOWED["layers"] | {
    *("layers", "publication", "text_guard", "cql2"),
}
ALLOWED["overlay"] = ALLOWED["catalog"] | {"catalog", "register"}
ALLOWED["vector_files"] = {"text_guard"}
ALLOWED["features"] = ALLOWED["overlay"] | {"cql2", "text_guard", "vector_files"}
ALLOWED["open_data"] = ALLOWED["overlay"] | {"text_guard"}
ALLOWED["imports"] = ALLOWED["overlay"] | {"text_guard"}
ALLOWED["board"] = ALLOWED["register"] | {"register", "imports"}
ALLOWED["reports"] = ALLOWED["overlay"] | {
    *("board", "imports", "maps", "text_guard", "vector_files"),
}
ALLOWED["terminal"] = set()
ALLOWED["server_channel"] = set()
ALLOWED["server_worker"] = {"server_channel"}
ALLOWED["server"] = {"errors", "server_worker"}
ALLOWED["client"] = {"errors"}
ALLOWED["mcp"] = ALLOWED["maps"] | {"maps", "catalog"}
ALLOWED["commands"] = set(ALLOWED) | {"catalog", "maps"}
ALLOWED["cli"] = set(ALLOWED) | {"commands"}

#: The rooms of pure arrays, and the only libraries they load when imported.
ARRAY_ROOMS = ("criteria", "matching", "comparison")
ARRAY_LIBRARIES = {"numpy"}

#: Packages that are used by their own name (`geo_zs.cql2.parse`): their package
#: file loads a module when a name is first asked for, and may import this much.
LAZY_DOORS = {"client", "cql2"}
LAZY_IMPORTS = {
    *("__future__", "__future__.annotations", "importlib"),
    *("importlib.import_module", "typing", "typing.TYPE_CHECKING"),
}


def _imported(source: str, *, top_level_only: bool = False) -> set[str]:
    """Return the dotted names that a module imports."""
    tree = ast.parse(source)
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
            names.add(node.module)
    return names


def _room(module: Path, package: Path) -> str:
    return module.relative_to(package).parts[0].removesuffix(".py")


def _faults(room: str, source: str) -> list[str]:
    """Return what a module of `room` imports although it may not."""
    faults = []
    for name in sorted(_imported(source)):
        parts = name.split(".")
        if parts[0] == "webapp" and room != "webapp":
            faults.append(f"{room} imports webapp")
        if parts[0] != "geo_zs" or len(parts) == 1 or parts[1] == "__version__":
            continue
        allowed = set(ALLOWED) - {"cli"} if room == "webapp" else ALLOWED[room]
        if parts[1] != room and parts[1] not in allowed:
            faults.append(f"{room} imports {parts[1]}")
    if room in ARRAY_ROOMS:
        for name in _imported(source, top_level_only=True):
            top = name.split(".")[0]
            if top not in ARRAY_LIBRARIES | sys.stdlib_module_names | {"geo_zs"}:
                faults.append(f"{room} imports {top}")
    return faults


def _modules() -> list[tuple[str, Path]]:
    found = [
        (_room(path, ROOT / "geo_zs"), path)
        for path in sorted((ROOT / "geo_zs").rglob("*.py"))
        if path.name != "__init__.py" or path.parent != ROOT / "geo_zs"
    ]
    found += [("webapp", path) for path in sorted((ROOT / "webapp").rglob("*.py"))]
    return found


@pytest.mark.parametrize(
    ("room", "path"),
    [
        pytest.param(room, path, id=path.relative_to(ROOT).as_posix())
        for room, path in _modules()
    ],
)
def test_module_imports_only_rooms_below_it(room, path):
    assert _faults(room, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source", "fault"),
    [
        ("matching", "from geo_zs.layers import load\n", "matching imports layers"),
        ("layers", "import webapp.pages\n", "layers imports webapp"),
        ("webapp", "from geo_zs import cli\n", "webapp imports cli"),
        ("criteria", "import pandas as pd\n", "criteria imports pandas"),
        (
            "text",
            "def f():\n    from geo_zs.errors import DataError\n",
            "text imports errors",
        ),
    ],
)
def test_bad_module_is_caught(room, source, fault):
    assert fault in _faults(room, source)


def test_every_room_has_a_line_in_the_table():
    rooms = {room for room, _ in _modules()} - {"webapp"}

    assert rooms <= set(ALLOWED)


def test_package_files_hold_a_docstring_and_no_imports():
    for path in sorted((ROOT / "geo_zs").rglob("__init__.py")):
        source = path.read_text("utf-8")

        assert ast.get_docstring(ast.parse(source)), path
        if path.parent.name in LAZY_DOORS:
            assert _imported(source, top_level_only=True) <= LAZY_IMPORTS, path
        else:
            assert _imported(source) <= {"__future__", "__future__.annotations"}, path


@pytest.mark.parametrize("door", sorted(LAZY_DOORS))
def test_names_behind_a_lazy_door_are_listed(door):
    package = importlib.import_module(f"geo_zs.{door}")

    assert set(package.__all__) <= set(dir(package))
    assert {"__name__", "__doc__"} <= set(dir(package))


def test_matching_loads_numpy_and_nothing_heavier():
    program = (
        "import sys, geo_zs.matching.engine\n"
        "heavy = {'pandas', 'geopandas', 'shapely', 'flask', 'folium', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run(  # noqa: S603  our own interpreter and program
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.strip() == "[]"
