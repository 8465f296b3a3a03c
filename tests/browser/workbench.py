"""What tests of the workbench do in a browser: log in, upload a file, wait."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.web.planner_fixtures import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
#: Milliseconds that a job on a busy machine may take.
PATIENCE = 60_000


def log_in(page: Page, base: str, name: str = "planner") -> None:
    """Log in by the form, as a person does."""
    page.goto(f"{base}/login")
    page.locator("#f-name").fill(name)
    page.locator("#f-password").fill(WORDS)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/planner"))


def upload(page: Page, base: str, file: Path, *, lang: str = "zh") -> None:
    """Upload a file on the page of imports and wait until it was tried."""
    page.goto(f"{base}/planner/import?lang={lang}")
    page.locator("#f-file").set_input_files(file)
    page.locator(".upload-form button[type=submit]").click()
    wait_for_job(page)


def wait_for_job(page: Page) -> None:
    """Wait until the page of an import shows what came of it."""
    page.wait_for_url(re.compile(r"/planner/import/B-\d+"), timeout=PATIENCE)
    page.wait_for_selector("#progress", state="detached", timeout=PATIENCE)
    expect(page.locator("main h1")).to_be_visible(timeout=PATIENCE)
