"""The examples of docs/cql2.md are read, and its limits and words are true."""

from __future__ import annotations

import re

import pytest

from geo_zs.cql2 import Cql2Error, limits, mask, parse, properties
from geo_zs.cql2.expression import OPERATIONS
from geo_zs.features.published import collections_of


@pytest.fixture(scope="module")
def documented(project_root) -> str:
    return (project_root / "docs" / "cql2.md").read_text("utf-8")


def blocks(documented: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", documented, re.DOTALL)


def test_examples_are_filters_of_parks_or_projects(documented, catalog):
    lines = "".join(blocks(documented, "cql2")).splitlines()
    documents = blocks(documented, "json")
    collections = collections_of(catalog)

    assert len(lines) > 15
    for source in lines + documents:
        expression = parse(source)
        frames = [
            collections[name].frame
            for name in ("parks", "projects")
            if properties(expression) <= set(collections[name].frame.columns)
        ]
        assert frames, source
        assert mask(frames[0], expression).shape == (len(frames[0]),)


def test_limits_are_those_of_the_code(documented):
    for limit in (
        limits.MAX_TEXT,
        limits.MAX_JSON,
        limits.MAX_DEPTH,
        limits.MAX_NODES,
        limits.MAX_POSITIONS,
    ):
        assert f"{limit:,} " in documented


def test_all_operations_are_named(documented):
    functions = {op.upper() for op in OPERATIONS if op[1:2] == "_"}

    assert len(functions) == 8 + 15 + 4
    assert functions <= set(re.findall(r"[AST]_[A-Z]+", documented))


def test_error_is_as_shown(documented):
    (block,) = blocks(documented, "text")
    message, line, caret = block.splitlines()

    with pytest.raises(Cql2Error) as caught:
        parse(line)

    assert str(caught.value).startswith(message)
    assert caught.value.snippet() == f"{line}\n{caret}"
