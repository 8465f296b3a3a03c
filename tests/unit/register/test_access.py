"""One rule says who sees and who edits, in Python and in SQL alike."""

from __future__ import annotations

import itertools

import pytest

from geo_zs.errors import ForbiddenError
from geo_zs.register.access import (
    PUBLIC,
    Actor,
    cli_actor,
    may_edit,
    may_see,
    require_edit,
    require_role,
)
from geo_zs.register.projects import bulk_create, project_frame

WEST = frozenset({"150100"})


@pytest.mark.parametrize(
    ("actor", "visibility", "league", "sees", "edits"),
    [
        (PUBLIC, "public", "150100", True, False),
        (PUBLIC, "internal", "150100", False, False),
        (PUBLIC, None, "150100", False, False),
        (Actor("v", "viewer"), "internal", None, True, False),
        (Actor("v", "viewer", WEST), "internal", "150100", True, False),
        (Actor("v", "viewer", WEST), "internal", "150200", False, False),
        (Actor("v", "viewer", WEST), "internal", None, False, False),
        (Actor("v", "viewer", WEST), "public", "150200", True, False),
        (Actor("p", "planner"), "internal", None, True, True),
        (Actor("p", "planner", WEST), "internal", "150100", True, True),
        (Actor("p", "planner", WEST), "public", "150200", True, False),
        (Actor("p", "planner", WEST), "internal", None, False, False),
        (Actor("p", "planner", frozenset()), "public", "150100", True, False),
        (Actor("a", "admin", WEST), "internal", "150200", True, True),
        (cli_actor(), "internal", None, True, True),
    ],
)
def test_who_sees_and_who_edits(actor, visibility, league, sees, edits):
    assert may_see(actor, visibility, league) is sees
    assert may_edit(actor, league) is edits


def test_sql_says_what_python_says(register, admin):
    kinds = list(itertools.product(["public", "internal"], [None, "150100", "150200"]))
    with register.write(admin) as writer:
        ids = bulk_create(
            writer,
            [{"name_zh": "x", "visibility": seen, "league": of} for seen, of in kinds],
        )
    roles = ["public", "viewer", "planner", "admin"]
    limits = [None, frozenset(), WEST, frozenset({"150100", "150200"})]

    for role, leagues in itertools.product(roles, limits):
        actor = Actor("x", role, leagues)
        with register.read() as session:
            seen = set(project_frame(session, actor).index)
        expected = {
            key for key, kind in zip(ids, kinds, strict=True) if may_see(actor, *kind)
        }
        assert seen == expected, (role, leagues)


def test_refusal_says_what_would_be_needed():
    with pytest.raises(ForbiddenError, match="somebody without account has the role"):
        require_role(PUBLIC, "viewer")
    with pytest.raises(ForbiddenError, match="record of league 150200; it is limited"):
        require_edit(Actor("p", "planner", WEST), ["150100", "150200"])
    require_edit(Actor("p", "planner", WEST), ["150100"])
    require_role(cli_actor(), "admin")
