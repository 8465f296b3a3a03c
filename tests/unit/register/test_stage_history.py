"""A project's way through its stages: stated dates, and when it was noted."""

from __future__ import annotations

from geo_zs.register.access import PUBLIC
from geo_zs.register.codec import utc_text
from geo_zs.register.projects import create_project, update_project
from geo_zs.register.stage_history import DATED_STAGES, StageEvent, stage_history


def _history(register, actor, key):
    with register.read() as session:
        return stage_history(session, key, actor)


def test_stated_dates_and_noted_times_stand_together(register, admin):
    with register.write(admin) as writer:
        key = create_project(
            writer,
            {
                "name_zh": "甲",
                "stage": "negotiating",
                "reserve_date": "2022",
                "visibility": "public",
            },
        )
        first = utc_text(writer.now)
    with register.write(admin) as writer:
        update_project(
            writer, key, {"stage": "signed", "signed_date": "2023-03"}, version=1
        )
        second = utc_text(writer.now)

    assert _history(register, admin, key) == (
        StageEvent("reserve", "2022", None, None, is_current=False),
        StageEvent("negotiating", None, first, "admin", is_current=False),
        StageEvent("signed", "2023-03", second, "admin", is_current=True),
    )
    # The public is not told who keeps the register.
    assert _history(register, PUBLIC, key) == (
        StageEvent("reserve", "2022", None, None, is_current=False),
        StageEvent("signed", "2023-03", None, None, is_current=True),
    )


def test_project_without_a_stage_has_no_history(register, admin):
    with register.write(admin) as writer:
        key = create_project(writer, {"name_zh": "甲", "stage": "unknown"})

    assert _history(register, admin, key) == ()


def test_stages_stand_in_the_order_of_a_projects_life():
    assert DATED_STAGES[:3] == ("reserve", "negotiating", "framework")
    assert len(DATED_STAGES) == 9
