"""Two people edit one record in two browsers: the second is told, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo_zs.register.access import cli_actor
from geo_zs.register.projects import read_project
from tests.browser.axe import violations
from tests.browser.workbench import DESK, PHONE, log_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EDIT = "/planner/projects/R-000001/edit"


@pytest.fixture
def base(serve, planner_app):
    """Return the address of a workbench."""
    return serve(planner_app)


@pytest.fixture
def editors(browser: Browser, base: str) -> Iterator[tuple[Page, Page]]:
    """Return pages of two people, each in a browser of their own."""
    contexts = [browser.new_context(locale="zh-CN", viewport=DESK) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, name in zip(pages, ("planner", "admin"), strict=True):
        log_in(page, base, name)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def project(register):
    """Return the project as it stands in the register."""
    with register.read() as session:
        return read_project(session, "R-000001", cli_actor())


def save(page: Page) -> None:
    """Send the form."""
    page.locator(".form-actions button[type=submit]").click()


def test_second_editor_sees_both_values_and_decides(base, editors, planner_register):
    first, second = editors
    for page in editors:
        page.goto(base + EDIT)
    first.locator("#f-land_ha").evaluate("one => one.closest('details').open = true")
    first.locator("#f-land_ha").fill("31")
    first.locator("#f-officer").fill("样例甲专员")
    save(first)
    expect(first.locator(".flashes")).to_contain_text("已保存")

    second.locator("#f-land_ha").evaluate("one => one.closest('details').open = true")
    second.locator("#f-land_ha").fill("42")
    second.locator("#f-stage").select_option("construction")
    save(second)

    told = second.locator("#faults")
    expect(told).to_contain_text("planner 刚刚修改了这条记录")
    rows = told.locator("tbody tr").all()
    assert {tuple(row.locator("td").all_inner_texts()) for row in rows} == {
        ("开工", "签约"),
        ("—", "样例甲专员"),
        ("42", "31"),
    }
    now = project(planner_register)
    assert (now["land_ha"], now["stage"], now["officer"]) == (
        31,
        "signed",
        "样例甲专员",
    )
    for size in (DESK, PHONE):
        second.set_viewport_size(size)
        assert violations(second) == []
        wide = second.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"]

    second.locator("#f-officer").fill("样例甲专员")  # takes that over, keeps the rest
    save(second)
    expect(second.locator(".flashes")).to_contain_text("已保存")
    now = project(planner_register)
    assert (now["land_ha"], now["stage"], now["officer"]) == (
        42,
        "construction",
        "样例甲专员",
    )


def test_record_that_is_gone_is_told_and_may_be_brought_back(
    base, editors, planner_register
):
    first, second = editors
    second.goto(base + EDIT)
    first.goto(f"{base}/planner/projects/R-000001")
    first.get_by_role("button", name="删除").click()
    expect(first.locator("main")).to_contain_text("已删除")
    second.locator("#f-officer").fill("样例乙专员")
    save(second)

    expect(second.locator("main")).to_contain_text("R-000001")
    assert second.locator("h1").inner_text() != ""
    first.get_by_role("button", name="撤销").click()
    expect(first.locator("h1")).to_have_text("样例硅片一号项目")
    assert project(planner_register)["officer"] is None


def test_undo_stands_beside_what_was_saved(base, editors, planner_register):
    page, _ = editors
    page.goto(base + EDIT)
    page.locator("#f-officer").fill("样例甲专员")
    save(page)
    page.locator(".flashes").get_by_role("button", name="撤销").click()

    expect(page.locator(".flashes")).to_contain_text("已撤销")
    assert project(planner_register)["officer"] is None
