"""What axe-core says of a page that stands in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, *, within: str | None = None) -> list[str]:
    """Return the accessibility faults of the page, each with where it stands.

    Parameters
    ----------
    page : Page
    within : str, optional
        Selector of the one part to look at; the whole page when not given.
    """
    found: list[dict[str, Any]] = Axe().run(page, context=within).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['help']} at {node['target']}"
        for one in found
        for node in one["nodes"][:5]
    ]
