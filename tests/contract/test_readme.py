"""What the README says is true: its request, its answer, its tables, its links."""

from __future__ import annotations

import re

import pytest

from tools import update_readme


@pytest.fixture(scope="module")
def text() -> str:
    return update_readme.README.read_text("utf-8")


def test_blocks_of_the_readme_follow_from_the_data(text, catalog):
    assert update_readme.updated(text, catalog) == text


def test_request_of_the_readme_ranks_five_parks_whose_contributions_sum(text, client):
    answer = client.post("/api/v1/match", json=update_readme.request_of(text)).json

    assert len(answer["ranked"]) >= 5
    for one in answer["ranked"]:
        total = sum(part["contribution"] for part in one["contributions"])
        assert total == pytest.approx(one["score"], abs=1e-9)
    assert sum(answer["weights"].values()) == pytest.approx(1.0)


def test_readme_is_short(text):
    assert len(text.splitlines()) <= 150


def test_files_that_the_readme_names_are_there(text, project_root):
    named = re.findall(r"\]\(([^)#]+)\)", text)
    named += re.findall(r"`((?:docs|data|tools|benchmarks|webapp)/[\w./-]*)`", text)

    assert len(named) > 5
    assert [one for one in named if not (project_root / one).exists()] == []


def test_commands_that_the_readme_names_are_targets_of_the_makefile(text, project_root):
    targets = (project_root / "Makefile").read_text("utf-8")

    for name in set(re.findall(r"`?make ([a-z-]+)", text)):
        assert re.search(rf"^{name}:", targets, re.MULTILINE), name
