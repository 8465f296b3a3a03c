"""Charts: every number as text, unknown apart from zero, safe against any label."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from geo_zs.reports.bar_charts import Bar, Stack, bar_chart, grouped_bars, stacked_bars
from geo_zs.reports.chart_parts import number_text, series_paint, ticks, wrap_text
from geo_zs.reports.drawing import Box, Disc, Path, Picture, Words
from geo_zs.reports.line_charts import Line, histogram, line_chart
from geo_zs.reports.pdf_painter import hatch_lines, paint
from geo_zs.reports.svg_painter import to_svg
from tests.unit.reports.conftest import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def _texts(picture: Picture) -> list[str]:
    return [one.text for one in picture.shapes if isinstance(one, Words)]


def _boxes(picture: Picture) -> list[Box]:
    return [one for one in picture.shapes if isinstance(one, Box)]


def _pdf_text(picture: Picture) -> str:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(picture.width, picture.height))
    paint(canvas, picture)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    text = document[0].get_textpage().get_text_range()
    document.close()
    return str(text)


def test_bar_is_as_long_as_its_number_and_carries_it():
    chart = bar_chart(
        [Bar("包头市", 200.0), Bar("鄂尔多斯市", 100.0)],
        title="到位",
        lang="zh",
        unit="亿元",
    )

    long, short = _boxes(chart)
    assert long.width == pytest.approx(2 * short.width)
    assert "200.0" in _texts(chart)
    assert long.title == "包头市: 200.0"
    assert "单位：亿元" in _texts(chart)
    assert chart.description == "包头市 200.0；鄂尔多斯市 100.0 亿元"


def test_unknown_has_no_bar_and_zero_is_a_number():
    chart = bar_chart(
        [Bar("甲", None), Bar("乙", float("nan")), Bar("丙", 0.0)], title="", lang="zh"
    )

    assert _texts(chart).count("未知") == 2
    assert "0.0" in _texts(chart)
    assert [box.title for box in _boxes(chart)] == ["丙: 0.0"]


def test_fall_is_drawn_to_the_left_and_hatched():
    chart = bar_chart([Bar("甲", 10.0), Bar("乙", -10.0)], title="增速", lang="zh")

    up, down = _boxes(chart)
    assert down.x + down.width == pytest.approx(up.x)
    assert down.paint.hatch
    assert not up.paint.hatch
    assert "-10.0" in _texts(chart)


def test_empty_chart_says_so():
    for chart in (
        bar_chart([], title="x", lang="en"),
        grouped_bars([], ["a", "b"], title="x", lang="en"),
        line_chart([], [Line("a", ())], title="x", lang="en"),
        histogram([0, 1], [0], title="x", lang="en"),
    ):
        assert "Nothing to draw" in _texts(chart)


def test_parts_stand_end_to_end_and_differ_by_pattern():
    chart = stacked_bars(
        [Stack("甲", (10.0, 20.0, 0.0))], ["签约", "开工", "投产"], title="", lang="zh",
        decimals=0,
    )  # fmt: skip

    parts = [box for box in _boxes(chart) if box.title.startswith("甲")]
    assert [box.title for box in parts] == ["甲 签约: 10", "甲 开工: 20"]
    assert parts[1].x == pytest.approx(parts[0].x + parts[0].width)
    assert parts[0].paint.hatch != parts[1].paint.hatch
    assert "30" in _texts(chart)


def test_sum_with_an_unknown_part_says_that_it_may_be_more():
    chart = stacked_bars(
        [Stack("甲", (10.0, None)), Stack("乙", (None, None))], ["a", "b"], title="",
        lang="zh", decimals=0,
    )  # fmt: skip

    assert "10 +?" in _texts(chart)
    assert "未知" in _texts(chart)


@pytest.mark.parametrize("values", [(1.0,), (1.0, -2.0)])
def test_parts_that_do_not_fit_the_series_are_refused(values):
    with pytest.raises(ValueError, match="expected 2 values that are not negative"):
        stacked_bars([Stack("甲", values)], ["a", "b"], title="", lang="zh")


def test_figures_that_must_not_be_added_stand_side_by_side():
    chart = grouped_bars(
        [Stack("包头市", (100.0, 20.0)), Stack("乌海市", (50.0, None))],
        ["总投资", "到位资金"], title="", lang="zh",
    )  # fmt: skip

    bars = [box for box in _boxes(chart) if ":" in box.title]
    assert len({round(box.x, 6) for box in bars}) == 1
    assert bars[0].width == pytest.approx(5 * bars[1].width)
    assert "120.0" not in _texts(chart)
    assert "未知" in _texts(chart)


def test_every_series_has_a_pattern_of_its_own():
    looks = [series_paint(at) for at in range(7)]

    assert len({look.hatch for look in looks}) == 7
    assert len({look.fill for look in looks}) == 7


def test_unknown_month_breaks_the_line():
    chart = line_chart(
        ["1月", "2月", "3月", "4月", "5月"],
        [Line("累计", (1.0, 2.0, None, 4.0, 5.0))],
        title="",
        lang="zh",
        target=6.0,
        target_label="目标",
    )

    paths = [one for one in chart.shapes if isinstance(one, Path)]
    assert [len(one.parts) for one in paths if len(one.parts) > 1] == [2]
    assert len([one for one in chart.shapes if isinstance(one, Disc)]) == 4
    assert "目标 6.0" in _texts(chart)
    assert "3月 未知" in chart.description


def test_lines_differ_by_dashes_and_marks():
    chart = line_chart(
        ["1", "2"], [Line("a", (1.0, 2.0)), Line("b", (2.0, 1.0))], title="", lang="en"
    )

    dashes = {one.paint.dash for one in chart.shapes if isinstance(one, Path)}
    assert len(dashes) == 2
    assert any(isinstance(one, Disc) for one in chart.shapes)
    assert any(isinstance(one, Box) and one.width == 6 for one in chart.shapes)


def test_numbers_at_the_ends_of_near_lines_do_not_cover_each_other():
    picture = line_chart(
        ["2023-01", "2023-02"],
        [Line("甲", (1.0, 1.57)), Line("乙", (1.0, 1.6))],
        title="题",
        lang="zh",
        decimals=2,
    )

    high, low = (
        next(
            one for one in picture.shapes if isinstance(one, Words) and one.text == text
        )
        for text in ("1.60", "1.57")
    )
    assert low.y - high.y >= 13


def test_reference_line_has_no_points():
    chart = line_chart(
        ["1", "2"], [Line("目标", (1.0, 2.0), is_reference=True)], title="", lang="zh"
    )

    assert not any(isinstance(one, Disc) for one in chart.shapes)


def test_line_of_other_length_and_a_fifth_line_are_refused():
    with pytest.raises(ValueError, match="expected one for each of 2 labels"):
        line_chart(["1", "2"], [Line("a", (1.0,))], title="", lang="en")
    many = [Line(str(at), (1.0,)) for at in range(5)]
    with pytest.raises(ValueError, match="4 lines at most"):
        line_chart(["1"], many, title="", lang="en")


def test_histogram_shows_each_count_and_marks_a_value_inside_its_step():
    chart = histogram(
        [0, 10, 100], [3, 6], title="", lang="zh", mark=55.0, mark_label="中位数"
    )

    low, high = _boxes(chart)
    assert high.height == pytest.approx(2 * low.height)
    assert [low.title, high.title] == ["0–10: 3", "10–100: 6"]
    mark = next(
        one for one in chart.shapes if isinstance(one, Path) and "中位数" in one.title
    )
    # 55 lies in the middle of the second step.
    assert mark.parts[0][0, 0] == pytest.approx(high.x + high.width / 2)


@pytest.mark.parametrize("edges", [[0, 1], [0, 1, 1], [0, 2, 1]])
def test_edges_that_do_not_rise_are_refused(edges):
    with pytest.raises(ValueError, match="expected rising edges, one more than counts"):
        histogram(edges, [1, 2], title="", lang="zh")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 390.0, [0.0, 100.0, 200.0, 300.0, 400.0]),
        (0.0, 1.0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-3.0, 5.0, [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]),
        (0.0, 0.0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
    ],
)
def test_axis_has_round_numbers_that_span_the_values(low, high, expected):
    assert ticks(low, high) == expected


def test_number_has_thousands_and_no_negative_zero():
    assert number_text(1234567.891, 2) == "1,234,567.89"
    assert number_text(-0.001, 2) == "0.00"
    assert number_text(-0.5, 1) == "-0.5"


def test_long_title_breaks_between_words():
    assert wrap_text("alpha beta gamma", 10, 60) == ["alpha beta", "gamma"]
    assert wrap_text("", 10, 60) == [""]


@pytest.mark.parametrize("text", HOSTILE)
def test_label_of_users_is_text_in_the_page(text):
    chart = bar_chart([Bar(text, 1.0)], title=text, lang="zh", unit="亿元")

    root = ET.fromstring(to_svg(chart))  # noqa: S314 - our own text
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "text", "defs", "pattern"}
    assert root.find(f"{SVG}title").text == text
    assert text[:8] in "".join(root.itertext())


def test_label_of_users_is_text_in_the_pdf():
    text = "<b>甲</b>&lt;乙"

    assert text in _pdf_text(bar_chart([Bar(text, 1.0)], title="", lang="zh"))


def test_picture_has_role_title_and_description_and_no_script():
    svg = to_svg(bar_chart([Bar("甲", 1.0)], title="到位资金", lang="zh"))

    root = ET.fromstring(svg)  # noqa: S314 - our own text
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == desc.get("id")
    assert desc.text == "甲 1.0"
    assert " on" not in svg.replace(" one", "")
    assert "href" not in svg


def test_two_pictures_of_a_page_do_not_share_ids():
    one = to_svg(bar_chart([Bar("甲", -1.0)], title="a", lang="zh"))
    other = to_svg(bar_chart([Bar("甲", -2.0)], title="a", lang="zh"))
    named = to_svg(bar_chart([Bar("甲", -2.0)], title="a", lang="zh"), name="chart-1")

    def ids(svg: str) -> set[str]:
        root = ET.fromstring(svg)  # noqa: S314 - our own text
        return {str(part.get("id")) for part in root.iter() if part.get("id")}

    assert len(ids(one)) == 3
    assert not ids(one) & ids(other)
    assert ids(named) == {"chart-1-t", "chart-1-d", "chart-1-rising-0b6b5d"}
    assert "url(#chart-1-rising-0b6b5d)" in named


def test_control_characters_leave_the_page_well_formed():
    svg = to_svg(bar_chart([Bar("a\x00\x0b\ufffe\ud800b", 1.0)], title="", lang="zh"))

    assert "a\ufffdb" in "".join(ET.fromstring(svg).itertext())  # noqa: S314


def test_hatching_stays_inside_and_on_one_grid():
    for hatch in ("rising", "falling", "crossed", "level", "upright", "dotted"):
        lines = hatch_lines(hatch, (10.0, 20.0, 30.0, 32.0))
        assert lines, hatch
        assert all(19.9 <= y <= 32.1 for _, a, _, b in lines for y in (a, b)), hatch
    assert hatch_lines("level", (0, 0, 9, 9)) == [
        (0, 0, 9, 0),
        (0, 4, 9, 4),
        (0, 8, 9, 8),
    ]
