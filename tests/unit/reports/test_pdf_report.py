"""The PDF report: everything in it, plain text, page numbers, the same bytes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pypdfium2
import pytest

from geo_zs.board.label import Label
from geo_zs.board.table import Column, Table
from geo_zs.reports.about import About
from geo_zs.reports.bar_charts import Bar, bar_chart
from geo_zs.reports.columns import Names
from geo_zs.reports.map_drawing import draw_map
from geo_zs.reports.pdf_figures import Figure
from geo_zs.reports.pdf_parts import column_widths
from geo_zs.reports.pdf_report import Report, report_pdf
from geo_zs.reports.project_table import project_table
from tests.unit.reports.conftest import HOSTILE


def _pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    pages = [
        page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document
    ]
    document.close()
    return pages


def _flat(content: bytes) -> str:
    return "".join("".join(_pages(content)).split())


def _table(n: int) -> Table:
    columns = (
        Column("name", Label("项目名称", "Name")),
        Column("money", Label("总投资", "Pledged"), Label("亿元", "100 million"), 2),
    )
    rows = tuple((f"第{at}号项目", float(at)) for at in range(n))
    return Table(
        Label("项目清单", "Projects"),
        columns,
        rows,
        total=("合计", float(n)),
        notes=(Label("注：样例。", "Note: made up."),),
    )


@pytest.fixture
def report(about: About) -> Report:
    return Report(
        about,
        figures=(
            Figure("项目数", "183", "个"),
            Figure("到位资金", "—", "亿元", "未知 23 个"),
        ),
        charts=(bar_chart([Bar("包头市", 12.5)], title="各盟市", lang="zh"),),
        tables=(_table(120),),
    )


def test_report_says_title_date_version_filters_figures_and_sources(report):
    text = _flat(report_pdf(report, lang="zh"))

    for expected in (
        "包头市项目",
        "2026-11-23",
        "abc123",
        "盟市：包头市；阶段：签约",
        "183",
        "未知23个",
        "包头市12.5",
        "第119号项目",
        "合计",
        "注：样例。",
        "2023年统计公报，自治区统计局，2024-03",
    ):
        assert expected in text, expected


def test_heads_of_tables_and_page_numbers_stand_on_every_page(report):
    pages = _pages(report_pdf(report, lang="zh", orientation="portrait"))

    assert len(pages) > 2
    for at, page in enumerate(pages, start=1):
        assert f"第 {at} 页，共 {len(pages)} 页" in page
    with_rows = [page for page in pages if "号项目" in page]
    assert len(with_rows) > 1
    assert all("项目名称" in page for page in with_rows)


def test_english_report_has_english_words(report):
    pages = _pages(report_pdf(report, lang="en"))

    assert "page 1 of" in pages[0]
    assert "Made on: 2026-11-23 · Data version: abc123" in pages[0]


def test_file_declares_title_language_and_bookmarks(report):
    content = report_pdf(report, lang="zh")

    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_value("Title") == "包头市项目"
    toc = [(one.get_title(), one.level) for one in document.get_toc()]
    document.close()
    assert toc == [("包头市项目", 0), ("图表", 1), ("项目清单", 1), ("来源", 1)]
    assert b"/Lang (zh-CN)" in content
    assert b"/DisplayDocTitle true" in content


def test_same_content_gives_the_same_bytes(report):
    assert report_pdf(report, lang="zh") == report_pdf(report, lang="zh")
    later = replace(report, about=replace(report.about, data_version="abc124"))
    assert report_pdf(later, lang="zh") != report_pdf(report, lang="zh")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_users_is_plain_text_everywhere(about, text):
    column = Column("name", Label("名称", "Name"))
    table = Table(Label(text, text), (column,), ((text,), (text * 30,)))
    about = replace(about, title=text, filters=(text,), maker=text, notes=(text,))
    report = Report(
        about,
        figures=(Figure(text, text, text, text),),
        charts=(bar_chart([Bar(text, 1.0)], title=text, lang="zh"),),
        tables=(table,),
    )

    content = report_pdf(report, lang="zh")

    assert "".join(text.split()) in _flat(content)
    assert b"/URI" not in content
    assert b"/JavaScript" not in content


def test_very_long_text_is_cut_and_told(about):
    column = Column("name", Label("名称", "Name"))
    table = Table(Label("表", "Table"), (column,), (("长" * 5_000,),))

    text = _flat(report_pdf(Report(about, tables=(table,)), lang="zh"))

    assert text.count("长") == 239
    assert "超过240字的文字在此截断" in text


def test_character_without_a_glyph_shows_a_box(about):
    def ink(name: str) -> int:
        table = Table(
            Label("表", "Table"), (Column("name", Label("名称", "Name")),), ((name,),)
        )
        content = report_pdf(Report(about, tables=(table,)), lang="zh")
        document = pypdfium2.PdfDocument(content)
        picture = document[0].render(scale=2).to_pil().convert("L")
        document.close()
        return sum(picture.histogram()[:128])

    without = ink("前后")
    assert ink("前ᠮ后") > without + 20
    assert ink("前ᠮᠮ后") > without + 40


def test_empty_report_is_a_page():
    bare = About(title="空", made_on=dt.date(2026, 1, 2))

    pages = _pages(report_pdf(Report(bare), lang="zh"))

    assert len(pages) == 1
    assert "全部记录" in pages[0]


def test_table_without_rows_says_so(about):
    table = Table(Label("表", "Table"), (Column("a", Label("甲", "A")),), ())

    assert "没有记录。" in _flat(report_pdf(Report(about, tables=(table,)), lang="zh"))


def test_map_is_lines_and_text_and_no_pixels(about, catalog):
    picture = draw_map(catalog.boundaries, lang="zh", title="分布")

    content = report_pdf(Report(about, pictures=(picture,)), lang="zh")

    assert b"/Subtype /Image" not in content
    pages = _pages(content)
    assert len(pages) <= 2
    assert "审图号" in pages[0]
    assert "分布" in pages[0]


def test_projects_are_numbered_with_labels_and_names(projects):
    table = project_table(
        projects,
        lang="zh",
        title=Label("项目", "Projects"),
        names=Names(leagues={"150200": "包头市"}),
        columns=("name_zh", "league", "stage", "pledged_cny_1e8"),
    )

    assert table.headings("zh") == [
        "序号",
        "项目名称",
        "盟市",
        "阶段",
        "总投资（亿元）",
    ]
    assert table.texts("zh")[0] == [
        "1",
        '=HYPERLINK("http://x","看")',
        "包头市",
        "签约",
        "15.12",
    ]
    assert table.texts("zh")[2][2:] == ["—", "—", "0.00"]


def test_long_units_of_key_figures_and_heads_are_whole(about):
    figure = Figure(
        "Arrived, audited in the ledger", "1,234,532.09", "× 100m CNY", "of 9 projects"
    )
    table = Table(
        Label("表", "Table"),
        tuple(
            Column(f"c{at}", Label("到位", "reported"), Label("亿元", "× 100m CNY"), 2)
            for at in range(10)
        ),
        ((1.0,) * 10,),
    )
    found = Report(about=about, figures=(figure,) * 6, tables=(table,))

    lines = "\n".join(_pages(report_pdf(found, lang="en")))

    # Neither cut with … nor broken: 6 figures and 10 heads.
    assert lines.count("× 100m CNY") == 6 + 10
    assert lines.count("1,234,532.09") == 6
    assert lines.count("Arrived, audited in the ledger") == 6


def test_columns_fill_the_page_and_no_more():
    heads = ["甲", "乙"]

    assert sum(column_widths(heads, [["短", "字" * 300]], 500)) == pytest.approx(500)
    assert sum(column_widths(heads, [["短", "短"]], 500)) <= 500
    narrow, wide = column_widths(heads, [["短", "字" * 300]], 500)
    assert wide > 8 * narrow
