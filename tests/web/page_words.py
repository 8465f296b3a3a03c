"""What a page says, and what of it only a program would say, or the other language.

Text that somebody typed stands in ``<bdi>``, and Chinese on an English page there or
in an element of ``lang="zh"``: a screen reader needs to know as much.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tests.web.test_phrases import CHINESE_IN_ENGLISH
from webapp.phrases import TEXTS

#: What a program writes and no person: values that are none, times, names of things.
RAW = re.compile(
    r"\b(?:nan|NaN|NaT|None|inf|Infinity|null|undefined|True|False)\b|<NA>"
    r"|\d{4}-\d\d-\d\dT\d\d|\d\d:\d\d:\d\d\.\d|\+00:00|\bUTC\b(?!\+8)"
    r"|\b(?!geo_zs\b)[a-z]+(?:_[a-z0-9]+)+\b"
    r"|\{'|\['|\('|dict\(|object at 0x|Error\("
)
#: English phrases that hold Chinese with a reason.
MIXED = {TEXTS[key][1] for key in CHINESE_IN_ENGLISH}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Five English words in a row: a sentence, on a Chinese page.
ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z'’]*\b[ ,;]+){4,}[a-z]+")


class _Texts(HTMLParser):
    """Collects what a page says: its texts, what is typed in, and where each stands."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "source"})
    SAID = ("aria-label", "title", "placeholder", "alt", "data-label", "label")

    TYPED = frozenset({"bdi", "textarea", "svg"})  # and what charts name
    TYPED_CHOICES = re.compile(r"project_id$|officer$|reading-")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, bool, str]] = []
        self._open: list[tuple[str, str, bool]] = [("", "", False)]
        self._is_record = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _, lang, is_typed = self._open[-1]
        lang = given.get("lang", lang)
        if tag == "select":
            self._is_record = bool(self.TYPED_CHOICES.match(given.get("name", "")))
        is_typed = is_typed or tag in self.TYPED
        is_typed = is_typed or (tag == "option" and self._is_record)
        for name in self.SAID:
            if name in given:
                self.found.append((lang, is_typed, given[name]))
        if given.get("type") == "submit" and "value" in given:
            self.found.append((lang, is_typed, given["value"]))
        if tag not in self.VOID:
            self._open.append((tag, lang, is_typed))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _, _ in self._open}
        if not tags & {"script", "style", "head"} and data.strip():
            _, lang, is_typed = self._open[-1]
            self.found.append((lang, is_typed, " ".join(data.split())))


def faults(lang: str, html: str) -> list[tuple[str, ...]]:
    """Return what a page says that it should not."""
    found: list[tuple[str, ...]] = []
    for of, is_typed, text in _Texts(html).found:
        is_other = of != "" and not of.startswith(lang)
        if raw := RAW.search(text):
            found.append(("raw", raw[0], text[:90]))
        if is_typed or is_other:
            continue
        if lang == "en" and CHINESE.search(text) and text not in MIXED:
            found.append(("chinese", text[:90]))
        if lang == "zh" and (said := ENGLISH.search(text)):
            found.append(("english", said[0], text[:90]))
    return found
