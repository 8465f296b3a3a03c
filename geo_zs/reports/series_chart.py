"""A series of the board as a chart."""

from __future__ import annotations

from geo_zs.board.series import Series
from geo_zs.reports.bar_charts import WIDTH, Bar, Stack, bar_chart, grouped_bars
from geo_zs.reports.drawing import Picture
from geo_zs.reports.line_charts import Line, line_chart
from geo_zs.vocab import Lang


def series_chart(series: Series, *, lang: Lang, width: float = WIDTH) -> Picture:
    """Draw a series as its kind asks for.

    Parameters
    ----------
    series : Series
        Figures and words.
    lang : {"zh", "en"}
        Language.
    width : float
        Of the picture.

    Returns
    -------
    Picture
        Lines over time as lines. Bars and histograms as one bar a category, or as a
        bar for each of the values side by side: they are never added up.

    Raises
    ------
    ValueError
        If there are more lines than can be told apart.
    """
    categories = [one.of(lang) for one in series.categories]
    title, unit = series.title.of(lang), series.unit.of(lang)
    if series.kind == "lines":
        lines = [
            Line(one.name.of(lang), one.values, is_reference=one.is_reference)
            for one in series.values
        ]
        return line_chart(
            categories, lines, title=title, lang=lang, unit=unit,
            decimals=series.decimals, width=width,
        )  # fmt: skip
    if len(series.values) == 1:
        bars = [
            Bar(name, value)
            for name, value in zip(categories, series.values[0].values, strict=True)
        ]
        return bar_chart(
            bars, title=title, lang=lang, unit=unit, decimals=series.decimals,
            width=width,
        )  # fmt: skip
    groups = [
        Stack(name, tuple(one.values[at] for one in series.values))
        for at, name in enumerate(categories)
    ]
    return grouped_bars(
        groups, [one.name.of(lang) for one in series.values], title=title, lang=lang,
        unit=unit, decimals=series.decimals, width=width,
    )  # fmt: skip
