"""Fill and send the forms of the workbench as a browser does."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask.testing import FlaskClient


class _Forms(HTMLParser):
    """Collects the forms of a page: action → values of its controls."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] | None = None
        self._ids: dict[str, dict[str, str]] = {}
        self._name, self._is_new = "", False
        self._select: dict[str, str] | None = None
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), {})
            self._ids[given.get("id", "")] = self._form
        # A control may stand outside of its form and name it.
        form = self._ids.get(given["form"]) if "form" in given else self._form
        if tag == "option":
            form = self._select
        if form is None:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            is_off = given.get("type") in ("checkbox", "radio", "file")
            if not is_off or "checked" in given:
                form[name] = given.get("value", "")
        elif tag == "select":
            self._name, self._is_new, self._select = name, True, form
        elif tag == "option":
            if self._is_new or "selected" in given:  # the first, unless one is chosen
                form[self._name] = given.get("value", "")
            self._is_new = False
        elif tag == "textarea":
            self._name, self._text = name, []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._form is not None and self._text is not None:
            self._form[self._name] = "".join(self._text).removeprefix("\n")
            self._text = None


def forms_of(html: str) -> dict[str, dict[str, str]]:
    """Return what a browser would send of each form of a page, by its address."""
    return _Forms(html).forms


def send(
    client: FlaskClient, page: str, action: str | None = None, **typed: Any
) -> Any:
    """Open a page, type into one of its forms and send it; the page is the action."""
    path = action or page
    html = client.get(page).get_data(as_text=True)
    found = {key.split("?")[0]: one for key, one in forms_of(html).items()}
    form = found[path.split("?")[0]]
    return client.post(path, data={**form, **typed})
