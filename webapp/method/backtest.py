"""The figures of the back-test, as far as they are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang


def backtest_view(catalog: Catalog, lang: Lang) -> dict[str, Any] | None:
    """Return the table of the back-test; None if no figures are shipped.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    lang : {"zh", "en"}
        Language of the words.
    """
    del catalog, lang
    return None
