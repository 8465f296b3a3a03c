"""Every page of the workbench for every reader: axe, phone, keyboard, no script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo_zs.register.access import cli_actor
from geo_zs.register.ledger_months import close_month
from geo_zs.register.projects import delete_project
from tests.browser.axe import violations
from tests.browser.workbench import DESK, PATIENCE, PHONE, log_in, wait_for_job
from tests.samples import messy_workbook as messy
from tests.web.planner_fixtures import WORDS
from tests.web.planner_samples import bring, fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

#: Rule → the values that its pages are tried with; @ stands before a made-up key.
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "/account": ({},),
    "/admin/changes": ({},),
    "/admin/users": ({},),
    "/admin/users/<name>": ({"name": "baotou"},),
    "/login": ({},),
    "/planner": ({},),
    "/planner/audit": ({},),
    "/planner/board": ({},),
    "/planner/circular": ({"?": "month=2023-06"},),
    "/planner/circular/templates": ({},),
    "/planner/circular/templates/<template_id>": ({"template_id": "@template"},),
    "/planner/companies": ({},),
    "/planner/import": ({},),
    "/planner/import/<batch_id>": (
        {"batch_id": "@checked"},
        {"batch_id": "@failed"},
        {"batch_id": "@reading"},
    ),
    "/planner/layers": ({},),
    "/planner/layers/<layer_id>": ({"layer_id": "@layer 150200"},),
    "/planner/layers/<layer_id>/edit": ({"layer_id": "@layer 150200"},),
    "/planner/layers/<layer_id>/removed": ({"layer_id": "@layer 150200"},),
    "/planner/layers/match": ({},),
    "/planner/ledger": ({},),
    "/planner/map": ({},),
    "/planner/parks": ({},),
    "/planner/parks/<park_id>": ({"park_id": "ordos-hitech"},),
    "/planner/projects": ({}, {"?": "text=nothing"}),
    "/planner/projects/<project_id>": (
        {"project_id": "R-000001"},
        {"project_id": "P-0001"},
    ),
    "/planner/projects/<project_id>/edit": ({"project_id": "R-000001"},),
    "/planner/projects/<project_id>/removed": ({"project_id": "R-000003"},),
    "/planner/projects/new": ({},),
    "/planner/records/<kind>/<key>/edit": (
        {"kind": "entry", "key": "@entry"},
        {"kind": "step", "key": "@step"},
        {"kind": "company", "key": "@company"},
        {"kind": "target", "key": "@target"},
    ),
    "/planner/records/<kind>/new": ({"kind": "entry"},),
    "/planner/targets": ({},),
}
#: Files, which are no pages.
FILE = re.compile(r"\.(<fmt>|xlsx|csv|json|geojson|pdf)$|/files/")
TRIED = [(rule, given) for rule, many in PAGES.items() for given in many]


@pytest.fixture
def keys(planner_register, catalog, tmp_path) -> dict[str, str]:
    """Fill the register, and return the keys of what is in it."""
    found = fill(planner_register, catalog)
    with planner_register.write(cli_actor()) as writer:
        close_month(writer, "2023-06")  # for the circular
        delete_project(writer, "R-000003", version=1)
    return found | bring(planner_register, catalog, tmp_path)


@pytest.fixture
def base(serve, planner_app):
    """Return the address of the workbench."""
    return serve(planner_app)


def address(rule: str, given: dict[str, str], keys: dict[str, str]) -> str:
    """Return the address of a page."""

    def value(part: re.Match[str]) -> str:
        text = given[part[1]]
        return keys[text[1:]] if text.startswith("@") else text

    path = re.sub(r"<(\w+)>", value, rule)
    return f"{path}?{given['?']}" if "?" in given else path


def with_lang(path: str, lang: str) -> str:
    """Return the address of the page in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def test_every_page_of_the_workbench_is_tried(planner_app):
    rules = {
        rule.rule
        for rule in planner_app.url_map.iter_rules()
        if rule.endpoint.startswith(("planner.", "accounts."))
        and "GET" in rule.methods
        and not FILE.search(rule.rule)
    }

    assert rules == set(PAGES)


def faults_of(page: Page, base: str, path: str, lang: str) -> list[str]:
    """Return what is wrong with a page on a desk and on a phone."""
    found = []
    page.set_viewport_size(DESK)
    answer = page.goto(base + with_lang(path, lang), wait_until="load")
    assert answer is not None
    if answer.status != 200:
        found.append(f"{path}: {answer.status}")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        where = f"{path} {lang} {size['width']}"
        found += [f"{where}: {one}" for one in violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            found.append(f"{where}: scrolls to {wide} px")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_a_fault_of_access_or_scrolls_sideways(page, base, keys, lang):
    found = faults_of(page, base, "/login", lang)
    log_in(page, base, "admin")
    for rule, given in TRIED:
        if rule != "/login":
            found += faults_of(page, base, address(rule, given, keys), lang)

    assert found == []


def test_form_with_faults_has_no_fault_of_access(page, base):
    log_in(page, base)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(f"{base}/planner/projects/new")
        page.locator("#f-pledged_cny_1e8").fill("很多")
        page.locator(".record-form button[type=submit]").click()
        expect(page.locator("#faults")).to_be_visible()

        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


#: What tells a sighted user where the focus is.
_SHOWS_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  const width = parseFloat(style.outlineWidth);
  return (style.outlineStyle !== "none" && width > 0) || style.boxShadow !== "none";
}"""

_IS_IN_MAIN = "document.querySelector('main').contains(document.activeElement)"


def tab_to(page: Page, target: Locator, *, most: int = 150) -> None:
    """Press Tab until something has the focus; it must be seen at every stop.

    A page may begin with the focus on its message; behind its last link Tab leaves the
    page for the browser's own controls, and goes on from the top.
    """
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        stop = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert page.evaluate(_SHOWS_FOCUS), f"focus is not seen at {stop}"
        if target.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{most} times Tab do not reach {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to something by Tab and press a key."""
    tab_to(page, target)
    page.keyboard.press(key)


def test_skip_link_leads_past_the_navigation(page, base):
    log_in(page, base)
    page.goto(f"{base}/planner/projects")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate(_IS_IN_MAIN)


def test_all_work_is_done_without_a_mouse(page, base, tmp_path):
    file = tmp_path / "项目.csv"
    file.write_text("项目名称,投资方\n键盘导入项目,乙公司\n", "utf-8")

    page.on("filechooser", lambda chooser: chooser.set_files(file))

    page.goto(f"{base}/planner/projects/new")  # leads to the login and back
    tab_to(page, page.locator("#f-name"))
    page.keyboard.type("planner")
    tab_to(page, page.locator("#f-password"))
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("#f-name_zh")).to_be_visible()
    tab_to(page, page.locator("#f-name_zh"))
    page.keyboard.type("键盘项目")
    tab_to(page, page.locator("#f-stage"))
    for _ in range(4):  # reserve, negotiating, framework, signed
        page.keyboard.press("ArrowDown")
    press(page, page.locator(".record-form button[type=submit]"))
    expect(page.locator("h1")).to_have_text("键盘项目")
    expect(page.locator(".badges")).to_contain_text("签约")

    press(page, page.locator(".subnav").get_by_role("link", name="导入"))
    page.wait_for_url("**/planner/import")
    tab_to(page, page.locator("#f-file"))
    page.keyboard.press("Enter")
    expect(page.locator("#f-file")).to_have_value(re.compile(r"项目\.csv$"))
    press(page, page.locator(".upload-form button[type=submit]"))
    wait_for_job(page)
    press(page, page.locator("button[value=good]"))
    wait_for_job(page)
    undo = page.get_by_role("button", name="撤销整批")
    expect(undo).to_be_visible(timeout=PATIENCE)
    press(page, undo)
    wait_for_job(page)
    expect(page.locator(".badges")).to_contain_text("已撤销")


def test_import_is_followed_without_scripts(browser: Browser, base, tmp_path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(messy.messy_xlsx())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, base)
    page.goto(f"{base}/planner/import")
    page.locator("#f-file").set_input_files(file)
    page.locator(".upload-form button[type=submit]").click()
    expect(page.locator("#progress")).to_be_visible()
    wait_for_job(page)  # by the refresh of the page alone

    page.locator("button[value=good]").click()
    wait_for_job(page)
    expect(page.locator(".badges")).to_contain_text("已录入", timeout=PATIENCE)
    context.close()
