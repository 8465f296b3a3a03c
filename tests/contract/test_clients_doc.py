"""What docs/clients.md and docs/agents.md say of clients, tools and sizes is so."""

from __future__ import annotations

import json
import re

import pytest

from geo_zs.client import Client
from geo_zs.mcp.descriptions import TOOLS
from tools import extra_sizes


@pytest.fixture(scope="module")
def clients(project_root) -> str:
    return (project_root / "docs" / "clients.md").read_text("utf-8")


@pytest.fixture(scope="module")
def agents(project_root) -> str:
    return (project_root / "docs" / "agents.md").read_text("utf-8")


def test_stated_sizes_are_those_of_the_installed_packages(clients):
    stated, measured = extra_sizes.stated(clients), extra_sizes.sizes()

    assert list(stated) == list(measured) == list(extra_sizes.GROUPS)
    for group, size in measured.items():
        # Releases and platforms differ by some packages; a new weight does not pass.
        assert stated[group].packages == pytest.approx(size.packages, rel=0.2, abs=3)
        assert stated[group].megabytes == pytest.approx(
            size.megabytes, rel=0.3, abs=1.5
        )


def test_optional_groups_stay_light():
    found = extra_sizes.sizes()

    assert found["client"].megabytes < 5
    assert found["server"].megabytes < 5
    assert found["mcp"].megabytes < 40


def test_closure_follows_extras_and_leaves_out_other_systems():
    found = extra_sizes.closure(
        ["httpx>=0.27", "pandera[geopandas]", "colorama; sys_platform == 'win32'"]
    )

    assert {"httpx", "httpcore", "h11", "pandera", "geopandas", "shapely"} <= found
    assert "colorama" not in found


def test_document_without_a_table_is_told():
    with pytest.raises(ValueError, match=r"clients\.md"):
        extra_sizes.stated("nothing")


def test_every_method_of_the_client_stands_in_the_table(clients):
    methods = {
        name
        for name, one in vars(Client).items()
        if callable(one) and not name.startswith("_")
    }
    rows = [line for line in clients.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)\(", row)}

    assert methods - {"close"} == named


def test_every_tool_for_agents_stands_in_the_table(agents):
    named = set(re.findall(r"^\| `(\w+)` \|", agents, re.MULTILINE))

    assert named == set(TOOLS)


def test_settings_for_agents_are_json(agents):
    blocks = re.findall(r"```json\n(.*?)```", agents, re.DOTALL)

    assert blocks
    for block in blocks:
        servers = json.loads(block)["mcpServers"]
        assert servers["geo-zs"]["args"][-1] == "mcp"
