"""The layout that the docs draw is the one that is there."""

from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module")
def drawn(project_root) -> str:
    return (project_root / "docs" / "layout.md").read_text("utf-8")


@pytest.mark.parametrize("package", ["geo_zs", "webapp"])
def test_every_room_is_drawn(drawn, project_root, package):
    section = drawn.split(f"## `{package}/`")[1].split("\n## ")[0]
    named = set(re.findall(r"`([\w*]+)/?`", section))
    wildcards = tuple(name[:-1] for name in named if name.endswith("*"))
    rooms = {
        path.stem
        for path in (project_root / package).iterdir()
        if (path.suffix == ".py" or path.is_dir()) and path.name != "__pycache__"
    }

    missing = {
        room for room in rooms - named if not (wildcards and room.startswith(wildcards))
    }
    assert missing - ({"__init__"} if package == "geo_zs" else set()) == set()


def test_every_room_that_is_drawn_is_there(drawn, project_root):
    modules = {
        path.stem
        for folder in ("geo_zs", "webapp")
        for path in (project_root / folder).rglob("*.py")
    }
    folders = {
        path.name
        for folder in ("geo_zs", "webapp")
        for path in (project_root / folder).rglob("*")
        if path.is_dir()
    }
    table = "\n".join(line for line in drawn.splitlines() if line.startswith("|"))
    named = {name.rstrip("/") for name in re.findall(r"`([a-z_]+/?)`", table)}
    known = modules | folders | {"css", "js", "vendor", "webapp", "geo_zs", "__init__"}

    assert named - known == set()
