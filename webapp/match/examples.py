"""Requirements that a visitor can try."""

from __future__ import annotations

from typing import Final

from webapp.pages.context import link
from webapp.phrases import Lang, phrases

_FORMS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    (
        "example_coal",
        {"industry": "coal_chemical", "chemical": "1", "unverified": "keep"},
    ),
    (
        "example_border",
        {
            "industry": "import_processing",
            "port": "60",
            "neighbour": "Mongolia",
            "mode": "road",
        },
    ),
)
"""Phrase, and parameters of the link."""

_TEXTS: Final = (
    ("example_text_wafer_short", "example_text_wafer"),
    ("example_text_hydrogen_short", "example_text_hydrogen"),
)
"""Phrase, and the phrase that is the requirement itself."""


def examples(lang: Lang) -> list[tuple[str, str]]:
    """Return what a visitor can try: words and link."""
    t = phrases(lang)
    in_words = [
        (t(short), link("pages.match", lang, text=t(text))) for short, text in _TEXTS
    ]
    in_forms = [
        (t(key), link("pages.match", lang, **parameters)) for key, parameters in _FORMS
    ]
    return [*in_words, *in_forms]
