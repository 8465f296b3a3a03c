"""The example row of a template is left out, and says so."""

from __future__ import annotations

import io

import openpyxl
import pytest

from geo_zs.imports.all_words import say
from geo_zs.imports.source import read_table_file
from geo_zs.imports.staged import pack_head, pack_pages, unpack_run
from geo_zs.reports.faulty_rows import faulty_rows_xlsx
from geo_zs.reports.template import EXAMPLE_MARKS, template_workbook
from tests.unit.imports.import_helpers import run_of, statuses

TABLES = ("projects", "ledger", "companies", "steps", "park_facts")


def _read(folder, content):
    file = folder / "template.xlsx"
    file.write_bytes(content)
    return read_table_file(file, name=file.name)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_untouched_template_has_no_fault_and_says_that_it_is_empty(
    table, lang, own, catalog, tmp_path
):
    raw = _read(tmp_path, template_workbook(lang, table))

    run = run_of(raw, catalog, own, table=table)

    assert run.n_rows == 0
    assert run.fault_counts == {}
    assert [one.key for one in run.notes if one.severity != "note"] == []
    told = [one for one in run.notes if one.key == "only_example"]
    assert [say(one, "zh")[:9] for one in told] == ["文件中只有示例行，"]
    again = unpack_run(pack_head(run), list(pack_pages(run)))
    assert (again.n_rows, again.counts) == (0, run.counts)
    assert faulty_rows_xlsx(run).startswith(b"PK")


@pytest.mark.parametrize("mark", EXAMPLE_MARKS.values())
def test_rows_below_the_example_are_taken(mark, own, catalog, tmp_path):
    lang = next(key for key, one in EXAMPLE_MARKS.items() if one == mark)
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(lang)))
    heads = [cell.value for cell in book.worksheets[0][1]]
    at = next(
        at for at, head in enumerate(heads, 1) if str(head).startswith(_NAME[lang])
    )
    book.worksheets[0].cell(3, at, "样例实填项目")
    sink = io.BytesIO()
    book.save(sink)

    run = run_of(_read(tmp_path, sink.getvalue()), catalog, own)

    assert statuses(run) == ["new"]
    assert run.row_numbers.tolist() == [3]
    notes = {one.key: one.row for one in run.notes}
    assert notes["example_row"] == 2
    assert "only_example" not in notes


_NAME = {"zh": "项目名称", "en": "Name"}
