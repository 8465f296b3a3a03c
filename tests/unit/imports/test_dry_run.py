"""A dry run says of every row what it would do, and names every fault."""

from __future__ import annotations

import pytest
import shapely
from openpyxl import Workbook

from geo_zs.errors import CrsError, RecordError
from geo_zs.imports.accept import accept
from geo_zs.imports.all_words import ALL_WORDS, say
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.imports.mapping import change_mapping
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.register.access import Actor
from geo_zs.register.fields import fields
from geo_zs.register.project_frame import project_frame
from geo_zs.register.projects import create_project
from tests.samples import messy_workbook as messy
from tests.unit.imports.import_helpers import ADMIN, keys_of, run_of, statuses, table

GOOD = {
    "项目名称": "年产5GW单晶硅片项目",
    "投资方": "甲公司",
    "总投资（亿元）": 15,
    "盟市": "包头市",
    "旗县区": "昆都仑区",
    "项目阶段": "签约",
    "签约日期": "2023-03-20",
}


def _enter(register, run, **options):
    """Accept a dry run."""
    with register.write(ADMIN, counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    with register.write(ADMIN, batch_id=batch_id) as writer:
        return accept(writer, batch_id, run, **options)


@pytest.fixture(params=["messy.xlsx", "messy.csv"])
def messy_file(request, tmp_path):
    """Return the messy workbook, or its twin, and what was planted in it."""
    is_book = request.param.endswith("xlsx")
    file = tmp_path / request.param
    file.write_bytes(messy.messy_xlsx() if is_book else messy.messy_csv())
    extra = (messy.FORMULA, messy.STORED) if is_book else ()
    return file, (*messy.PLANTED, *extra)


def test_every_planted_fault_of_the_messy_file_is_named_where_it_stands(
    messy_file, catalog, own
):
    file, planted_faults = messy_file

    run = run_of(read_table_file(file, name=file.name), catalog, own)

    told = {
        (fault.row, fault.column, fault.key)
        for view in run.rows(limit=1000)
        for fault in view.faults
    } | {(None, fault.column, fault.key) for fault in run.notes}
    planted = {(p.row, p.column, p.key) for p in planted_faults}
    assert planted - told == set()
    assert [view.row for view in run.rows("new")] == list(messy.GOOD_ROWS)
    assert run.counts["duplicate"] == 1


def test_sound_row_is_new_with_its_values_understood(catalog, own):
    run = run_of(table([GOOD]), catalog, own)

    (view,) = run.rows()
    assert view.status == "new"
    assert view.values["pledged_cny_1e8"] == 15.0
    assert view.values["league"] == "150200"
    assert view.values["banner"] == "150203"
    assert view.values["stage"] == "signed"
    assert view.values["industry_tags"] == "pv_wafer"
    assert view.cells["盟市"] == "包头市"


def test_hostile_text_reaches_the_register_letter_for_letter(catalog, own):
    names = [messy.HOSTILE_NAME, messy.INJECTED, messy.REVERSED_NAME]
    run = run_of(table([{**GOOD, "项目名称": name} for name in names]), catalog, own)

    _enter(own, run, only_good=False)

    with own.read() as session:
        assert list(project_frame(session, ADMIN)["name_zh"]) == names


def test_row_that_means_a_known_project_is_changed_unchanged_or_refused_twice(
    catalog, own
):
    code = "2306-150203-04-01-000001"
    with own.write(ADMIN) as writer:
        key = create_project(
            writer,
            {
                "name_zh": "甲项目",
                "project_code": code,
                "pledged_cny_1e8": 5.0,
                "stage": "signed",
                "notes": "旧",
            },
        )
    same = {"项目代码": code, "项目名称": "甲项目", "总投资（亿元）": 5}
    rows = [
        {**same, "备注": None},
        {**same, "备注": None},
    ]

    run = run_of(table(rows[:1]), catalog, own)
    changed = run_of(table([{**same, "总投资（亿元）": 8}]), catalog, own)
    twice = run_of(table(rows), catalog, own)
    by_id = run_of(table([{"项目编号": key, "总投资（亿元）": 6}]), catalog, own)

    assert statuses(run) == ["unchanged"]
    (view,) = changed.rows()
    assert (view.status, view.target, view.changed) == (
        "changed",
        key,
        ("pledged_cny_1e8",),
    )
    assert statuses(twice) == ["unchanged", "refused"]
    assert keys_of(twice, 1) == ["same_key_in_file"]
    assert by_id.rows()[0].changed == ("pledged_cny_1e8",)


def test_blank_cell_erases_only_when_asked_and_a_faulty_one_never(catalog, own):
    code = "2306-150203-04-01-000001"
    with own.write(ADMIN) as writer:
        values = {"name_zh": "甲", "project_code": code, "notes": "旧", "land_ha": 3.0}
        create_project(writer, values)
    raw = table(
        [{"项目代码": code, "项目名称": "甲", "备注": None, "用地（亩）": "多"}]
    )

    kept = run_of(raw, catalog, own)
    erased = run_of(raw, catalog, own, erases=True)

    assert kept.would_be.tolist() == [2]
    assert erased.changed == {0: ("notes",)}


def test_tags_that_were_only_read_do_not_change_a_known_project(catalog, own):
    code = "2306-150203-04-01-000001"
    with own.write(ADMIN) as writer:
        values = {"name_zh": "甲", "project_code": code, "industry_text": "光伏硅片"}
        create_project(writer, values)
    raw = table([{"项目代码": code, "项目名称": "甲", "所属产业": "光伏硅片"}])

    run = run_of(raw, catalog, own)

    assert statuses(run) == ["unchanged"]
    assert run.fault_counts == {}


def test_unknown_id_is_told_and_the_row_taken_as_new(catalog, own):
    run = run_of(table([{**GOOD, "项目编号": "R-000777"}]), catalog, own)

    assert statuses(run) == ["new"]
    assert keys_of(run) == ["unknown_id"]


def test_shipped_project_is_unchanged_or_read_only(catalog, own):
    shipped = catalog.layers["projects"].frame.iloc[0]
    row = {"项目编号": shipped["project_id"], "项目名称": shipped["name_zh"]}

    same = run_of(table([row]), catalog, own)
    other = run_of(table([{**row, "项目名称": "改名项目"}]), catalog, own)

    assert statuses(same) == ["unchanged"]
    assert statuses(other) == ["refused"]
    assert keys_of(other) == ["read_only_record"]


def test_new_row_like_a_shipped_project_is_proposed_as_its_duplicate(catalog, own):
    shipped = catalog.layers["projects"].frame.iloc[0]
    row = {"项目名称": shipped["name_zh"], "投资方": shipped["investor_zh"]}

    run = run_of(table([row]), catalog, own)

    (view,) = run.rows("duplicate")
    assert view.twins[0].key == shipped["project_id"]


def test_limited_planner_sees_and_takes_only_rows_of_own_leagues(catalog, own):
    with own.write(ADMIN) as writer:
        create_project(
            writer,
            {
                "name_zh": "年产5GW单晶硅片项目",
                "investor_zh": "甲公司",
                "banner": "150203",
                "visibility": "internal",
            },
        )
    planner = Actor("hohhot", "planner", frozenset({"150100"}))
    rows = [
        GOOD,
        {**GOOD, "项目名称": "乙项目", "盟市": "呼和浩特市", "旗县区": None},
        {**GOOD, "项目名称": "丙项目", "盟市": None, "旗县区": None},
    ]

    run = run_of(table(rows), catalog, own, viewer=planner)

    assert statuses(run) == ["refused", "new", "refused"]
    assert keys_of(run, 0) == ["not_your_league"]  # and no word of the hidden twin
    assert run.rows()[0].twins == ()


def test_settled_reading_of_a_garbled_name_counts(catalog, own):
    raw = table([{**GOOD, "旗县区": "坤都仑区"}])
    mapping = change_mapping(
        propose_for_file(raw),
        {},
        fields(),
        readings=[("banner", "坤都仑区", "150203")],
    )

    asked = run_of(raw, catalog, own)
    settled = run_of(raw, catalog, own, mapping=mapping)

    assert keys_of(asked) == ["garbled_place"]
    candidates = asked.readings["旗县区", "坤都仑区"]
    assert candidates[0]["target_id"] == "150203"
    assert candidates[0]["reason"]["zh"]
    assert settled.rows()[0].values["banner"] == "150203"


def test_points_of_a_web_map_are_converted_when_the_header_says_so(catalog, own):
    row = {"项目名称": "甲", "经度（高德）": 109.848456, "纬度（高德）": 40.669629}

    run = run_of(table([{**row, "旗县区": "昆都仑区"}]), catalog, own)

    (view,) = run.rows()
    assert view.status == "new"
    assert view.values["lon"] == pytest.approx(109.842756, abs=1e-5)
    assert view.values["lat"] == pytest.approx(40.668478, abs=1e-5)
    assert "datum_converted" in {fault.key for fault in run.notes}
    assert run.datum == "gcj02"


def test_chosen_datum_stands_above_what_is_assumed(catalog, own):
    row = {"项目名称": "甲", "经度": 109.848456, "纬度": 40.669629}

    run = run_of(table([row]), catalog, own, datum="gcj02")

    assert run.rows()[0].values["lon"] == pytest.approx(109.842756, abs=1e-5)
    with pytest.raises(CrsError, match="the datum 'mars' is not known"):
        run_of(table([row]), catalog, own, datum="mars")


def test_projected_points_find_their_zone_by_its_prefix(catalog, own):
    # 109.83° E, 40.65° N in the 3° zone 37 of CGCS2000 (EPSG:4525), by PROJ.
    row = {"项目名称": "甲", "横坐标": 37401041.9, "纵坐标": 4502363.9}

    run = run_of(table([row]), catalog, own)

    (view,) = run.rows()
    assert view.status == "new"
    assert view.values["lon"] == pytest.approx(109.83, abs=1e-6)
    assert view.values["lat"] == pytest.approx(40.65, abs=1e-6)


def test_polygon_of_a_file_in_another_system_is_located(catalog, own):
    square = shapely.box(109.80, 40.63, 109.82, 40.65)
    bow_tie = shapely.Polygon([(109, 40), (110, 41), (110, 40), (109, 41)])
    line = shapely.LineString([(109, 40), (110, 41)])
    far = shapely.box(116.0, 39.0, 116.1, 39.1)
    raw = table(
        [{"名称": f"地块{n}"} for n in range(5)],
        geometry=[square, bow_tie, line, far, None],
        crs="EPSG:4490",
    )

    run = run_of(raw, catalog, own)

    assert statuses(run) == ["new", "refused", "refused", "refused", "new"]
    assert [keys_of(run, n) for n in range(5)] == [
        [],
        ["geometry_invalid"],
        ["geometry_kind"],
        ["shape_outside_region"],
        [],
    ]
    _enter(own, run)
    with own.read() as session:
        frame = project_frame(session, ADMIN)
    assert list(frame["banner"].fillna("")) == ["150203", ""]
    assert frame.geometry.iloc[0].equals_exact(square, 1e-9)


def test_unit_of_an_address_is_read_and_told(catalog, own):
    row = {"项目名称": "甲", "建设地址": "包头市昆都仑区友谊大街1号"}

    run = run_of(table([row]), catalog, own)

    assert run.rows()[0].values["banner"] == "150203"
    assert keys_of(run) == ["place_from_words"]


def test_dates_in_the_wrong_order_are_told_in_the_precision_they_have(catalog, own):
    rows = [
        {"项目名称": "甲", "签约日期": "2023-05", "开工日期": "2023-04-30"},
        {"项目名称": "乙", "签约日期": "2023", "开工日期": "2023-04-30"},
    ]

    run = run_of(table(rows), catalog, own)

    assert keys_of(run, 0) == ["dates_out_of_order"]
    assert keys_of(run, 1) == []


def test_amount_in_yuan_of_a_row_in_dollars_is_refused(catalog, own):
    rows = [{"项目名称": "甲", "总投资（亿元）": 5, "币种": "USD"}]

    run = run_of(table(rows), catalog, own)

    assert keys_of(run) == ["foreign_money_lost"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"总投资（亿元）": "500万美元", "币种": "CNY"}, ("USD", "CNY")),
        ({"总投资（亿元）": "500万美元", "币种": "欧元"}, ("USD", "EUR")),
        ({"总投资（万美元）": "500万欧元", "币种": "USD"}, ("EUR", "USD")),
    ],
)
def test_amount_in_another_currency_than_the_project_names_is_refused(
    catalog, own, cells, told
):
    run = run_of(table([{"项目名称": "甲", **cells}]), catalog, own)

    assert statuses(run) == ["refused"]
    fault = next(one for one in run.rows()[0].faults if one.is_error)
    assert fault.key == "currency_differs"
    assert (fault.values["stated"], fault.values["other"]) == told
    assert "kept as" not in " ".join(str(one) for one in run.rows()[0].faults)


def test_what_the_register_would_not_keep_is_refused_before_it_is_accepted(
    catalog, own
):
    run = run_of(table([{"项目名称": "甲", "取代的公开记录": "P-9999"}]), catalog, own)

    assert keys_of(run) == ["refused_value"]
    assert "the data does not know it" in run.rows()[0].faults[0].message


def test_file_without_the_required_column_is_refused_row_by_row(catalog, own):
    run = run_of(table([{"投资方": "甲"}, {"投资方": "乙"}]), catalog, own)

    assert statuses(run) == ["refused", "refused"]
    assert keys_of(run, 1) == ["column_missing"]


def test_empty_file_has_no_rows(catalog, own):
    run = run_of(table([]), catalog, own)

    assert run.counts == {
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "duplicate": 0,
        "refused": 0,
    }


def test_unknown_options_are_refused_together(catalog, own):
    raw = table([GOOD])
    mapping = propose_for_file(raw)
    wrong = mapping.__class__("nonsense", mapping.columns)

    with pytest.raises(RecordError) as caught:
        run_of(raw, catalog, own, mapping=wrong, visibility="secret")

    assert "table: is 'nonsense'" in str(caught.value)
    assert "visibility: is 'secret'" in str(caught.value)


def test_progress_is_told_phase_by_phase(catalog, own):
    seen = []

    run_of(table([GOOD]), catalog, own, progress=lambda *told: seen.append(told))

    phases = list(dict.fromkeys(phase for phase, _, _ in seen))
    assert phases == ["cells", "places", "industries", "matching", "duplicates"]
    assert all(0 <= done <= total for _, done, total in seen)


def test_every_fault_has_words_in_both_languages(catalog, own, tmp_path):
    file = tmp_path / "messy.xlsx"
    file.write_bytes(messy.messy_xlsx())
    run = run_of(read_table_file(file, name="messy.xlsx"), catalog, own)

    for fault in (*run.notes, *(f for v in run.rows(limit=100) for f in v.faults)):
        assert fault.key in ALL_WORDS
        assert say(fault, "zh") != say(fault, "en")
        assert "{" not in say(fault, "zh") + say(fault, "en").replace("{header", "")


def _titled_file(folder, kind):
    """Write a table below a title and a line of two units, merged if XLSX."""
    rows = [
        ["2023年招商引资项目表", None, None, None],
        ["填报单位：包头市区域经济合作局", None, "单位：亿元、亩", None],
        ["项目名称", "投资方", "总投资", "用地面积"],
        ["年产5GW单晶硅片项目", "甲公司", 15, 300],
    ]
    file = folder / f"titled.{kind}"
    if kind == "csv":
        lines = [",".join("" if x is None else str(x) for x in row) for row in rows]
        file.write_text("\n".join(lines), "utf-8")
        return file
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for block in ("A1:D1", "A2:B2", "C2:D2"):
        sheet.merge_cells(block)
    book.save(file)
    return file


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_units_above_the_table_are_those_of_its_numbers(kind, tmp_path, catalog, own):
    file = _titled_file(tmp_path, kind)

    run = run_of(read_table_file(file, name=file.name), catalog, own)

    assert run.headers == ("项目名称", "投资方", "总投资", "用地面积")
    assert run.values["pledged_cny_1e8"] == [15.0]
    assert run.values["land_ha"] == [20.0]  # 300 mu of 1/15 ha
    assert statuses(run) == ["new"]
    assert not any(note.key == "unit_not_stated" for note in run.notes)


def test_two_units_of_area_above_the_table_refuse_a_bare_number(catalog, own):
    raw = table(
        [
            {**GOOD, "用地面积": 300},
            {**GOOD, "项目名称": "乙项目", "用地面积": "300亩"},
        ],
        preamble=("单位：亩、公顷",),
    )

    run = run_of(raw, catalog, own)

    assert run.values["land_ha"] == [None, 20.0]
    assert "unknown_unit" in keys_of(run)
    assert statuses(run)[0] == "refused"


def test_numbers_of_a_bureau_do_not_refuse_its_rows(catalog, own):
    rows = [
        {**GOOD, "项目编号": "BT2023-001"},
        {**GOOD, "项目编号": "BT2023-002", "项目名称": "乙单晶炉制造项目"},
    ]

    run = run_of(table(rows), catalog, own)

    assert "refused" not in statuses(run)
    assert [one.column for one in run.notes if one.key == "not_a_key"] == ["项目编号"]


def test_wrong_id_is_answered_with_an_example(catalog, own):
    raw = table([{**GOOD, "项目编号": "BT2023-001"}])
    mapping = change_mapping(
        propose_for_file(raw), {"项目编号": "project_id"}, fields("projects")
    )

    (view,) = run_of(raw, catalog, own, mapping=mapping).views([0])

    (told,) = [one for one in view.faults if one.key == "bad_pattern"]
    assert told.message == "is 'BT2023-001'; expected a value such as R-000001"


def test_filled_columns_that_are_not_taken_are_named_together(catalog, own):
    row = {"序号": 1, **GOOD, "经办科室": "二科", "密级代号": "乙", "留空栏": None}

    run = run_of(table([row]), catalog, own)

    (told,) = [one for one in run.notes if one.key == "unmapped_columns"]
    assert (told.severity, told.message) == (
        "warning",
        "2 columns hold something and are not taken: 经办科室、密级代号",
    )


@pytest.mark.parametrize(
    ("lon", "lat", "datum"),
    [
        ("GCJ02经度", "GCJ02纬度", "gcj02"),
        ("高德经度", "高德纬度", "gcj02"),
        ("火星坐标经度", "火星坐标纬度", "gcj02"),
        ("百度经度", "百度纬度", "bd09"),
        ("WGS84经度", "WGS84纬度", "wgs84"),
    ],
)
def test_system_that_headers_of_points_name_is_the_one_read(
    lon, lat, datum, catalog, own
):
    run = run_of(table([{**GOOD, lon: 109.84, lat: 40.66}]), catalog, own)

    assert run.datum == datum
    assert not any(one.key == "datum_not_stated" for one in run.notes)


def test_swapped_columns_are_told_how_to_be_swapped(catalog, own):
    run = run_of(table([{**GOOD, "经度": 40.66, "纬度": 109.84}]), catalog, own)

    (view,) = run.views([0])
    (told,) = [one for one in view.faults if one.key == "swapped_point"]
    assert "nothing was swapped" in told.remedy
    assert "--mapping with the two columns exchanged" in told.remedy
    assert "系统未作对调" in say(told, "zh")


def test_file_without_ids_imported_twice_is_unchanged(catalog, own):
    rows = [
        {**GOOD, "GCJ02经度": 109.84, "GCJ02纬度": 40.66, "联系人": None},
        {**GOOD, "项目名称": "乙多晶硅还原炉项目", "投资方": None, "备注": "急"},
    ]
    _enter(own, run_of(table(rows), catalog, own))

    again = run_of(table(rows), catalog, own)

    assert statuses(again) == ["unchanged", "unchanged"]
    assert keys_of(again, 0) == keys_of(again, 1) == []


def test_name_in_another_width_is_still_unchanged(catalog, own):
    _enter(own, run_of(table([GOOD]), catalog, own))

    wide = {**GOOD, "项目名称": "年产５ＧＷ 单晶硅片项目"}

    assert statuses(run_of(table([wide]), catalog, own)) == ["unchanged"]


@pytest.mark.parametrize(
    "other",
    [{"总投资（亿元）": 16}, {"签约日期": "2023-03-21"}, {"备注": "扩建"}],
)
def test_row_that_states_anything_else_is_a_possible_duplicate(other, catalog, own):
    _enter(own, run_of(table([GOOD]), catalog, own))

    assert statuses(run_of(table([{**GOOD, **other}]), catalog, own)) == ["duplicate"]


def test_second_copy_of_an_unchanged_row_is_a_possible_duplicate(catalog, own):
    _enter(own, run_of(table([GOOD]), catalog, own))

    again = run_of(table([GOOD, GOOD]), catalog, own)

    assert statuses(again) == ["unchanged", "duplicate"]
