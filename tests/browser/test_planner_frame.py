"""The bars of the workbench on a phone: nothing out of sight, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.workbench import PHONE, log_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Links and buttons of the bars that are cut off: at the edge, or inside their list.
CUT_OFF = """() => [...document.querySelectorAll('nav a, nav button')].filter(one => {
  const box = one.getBoundingClientRect();
  const list = (one.closest('ul') || one.closest('nav')).getBoundingClientRect();
  return box.left < list.left - 1 || box.right > list.right + 1
    || box.right > window.innerWidth || box.height < 32;
}).map(one => one.textContent.trim())"""


@pytest.fixture
def phone(page: Page, serve, planner_app) -> tuple[Page, str]:
    """Return the page of an administrator's phone, and the address."""
    base = serve(planner_app)
    page.set_viewport_size(PHONE)
    log_in(page, base, "admin")
    return page, base


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/planner/layers", "/planner", "/admin/changes"])
def test_all_parts_of_the_bars_are_in_sight_on_a_phone(phone, path, lang):
    page, base = phone
    page.goto(f"{base}{path}?lang={lang}")

    assert page.evaluate(CUT_OFF) == []
    here = page.locator("nav [aria-current=page]").last.bounding_box()
    assert here is not None
    assert here["x"] + here["width"] <= PHONE["width"]
    assert here["y"] + here["height"] <= PHONE["height"] / 2


def test_bar_is_walked_through_by_keyboard_up_to_the_log_out(phone):
    page, base = phone
    page.goto(f"{base}/planner")
    page.locator(".subnav li a").first.focus()

    reached = []
    for _ in range(page.locator(".subnav li a").count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    page.keyboard.press("Enter")

    assert reached[-1] == "退出登录"
    page.wait_for_url(f"{base}/login?done=1")


#: Role of what has the focus.
FOCUSED = "() => document.activeElement.getAttribute('role')"


def test_focus_goes_to_what_a_form_answers(phone, planner_register):
    page, base = phone
    form = ".form-actions button[type=submit]"
    page.goto(f"{base}/planner/projects/R-000001/edit")
    version = page.locator("input[name=version]").first

    page.locator("#f-name_zh").fill("")
    page.locator("#f-name_zh").evaluate("one => one.removeAttribute('required')")
    page.locator(form).click()
    page.wait_for_selector("#faults")
    assert page.evaluate(FOCUSED) == "alert"

    page.locator("#f-name_zh").fill("样例改名项目")
    page.locator(form).click()
    page.wait_for_selector(".flashes")
    assert page.evaluate(FOCUSED) == "status"
    page.keyboard.press("Tab")  # the way back is the next thing to reach
    assert page.evaluate("document.activeElement.textContent.trim()") == "撤销"

    page.goto(f"{base}/planner/projects/R-000001/edit")
    version.evaluate("one => { one.value = '1'; }")
    page.locator("#f-name_zh").fill("样例再改名项目")
    page.locator(form).click()
    page.wait_for_selector("#faults")
    assert page.evaluate(FOCUSED) == "alert"


def test_focus_goes_to_why_nobody_was_logged_in(page, serve, planner_app):
    page.goto(f"{serve(planner_app)}/login")
    page.locator("#f-name").fill("admin")
    page.locator("#f-password").fill("not the password")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("[role=alert]")

    assert page.evaluate(FOCUSED) == "alert"
