"""Constraint layers: uploaded, tested on projects and sites, used in a match."""

from __future__ import annotations

import io
import json
import re
import zipfile

import geopandas as gpd
import pytest
import shapely

from geo_zs.register.access import cli_actor
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer, list_layers, read_layer
from tests.web.planner_fixtures import csrf

#: Round 样例硅片一号项目 (109.84, 40.66), whose place is good to 2 km.
ROUND = shapely.box(109.5, 40.4, 110.2, 40.9)
FAR = shapely.box(120.0, 49.0, 120.1, 49.1)


def geojson(*shapes, names=()):
    """Return a GeoJSON file of shapes."""
    found = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {"名称": names[at]} if names else {},
        }
        for at, shape in enumerate(shapes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def send(client, content, *, name="red.geojson", to="/planner/layers", **typed):
    """Send the form of a layer with a file."""
    page = client.get("/planner/layers").get_data(as_text=True)
    sent = {
        "csrf_token": csrf(page),
        "name_zh": "样例红线",
        "meaning": "forbidden",
        "buffer_m": "0",
        "visibility": "internal",
        "datum": "wgs84",
        **typed,
    }
    if content is not None:
        sent["file"] = (io.BytesIO(content), name)
    return client.post(to, data=sent, content_type="multipart/form-data")


def keep(register, shape=ROUND, **fields):
    """Put a layer into the register."""
    values = {"name_zh": "样例红线", "name_en": "Sample red line"}
    values |= {"meaning": "forbidden", **fields}
    layer = ConstraintLayer(layer_id="", features=features_of([shape]), **values)
    with register.write(cli_actor()) as writer:
        return add_layer(writer, layer)


def kept(register):
    """Return the layers of the register."""
    with register.read() as session:
        return list_layers(session, cli_actor())


def zipped_shapefile(folder):
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[ROUND], crs="EPSG:4490")
    frame.to_file(folder / "red.shp", encoding="GBK")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted(folder.glob("red.*")):
            archive.write(file, file.name)
    return buffer.getvalue()


def written(driver):
    def make(folder):
        frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[ROUND], crs="EPSG:4326")
        file = folder / f"given.{driver.lower()}"
        frame.to_file(file, driver=driver)
        return file.read_bytes()

    return make


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("red.geojson", lambda _: geojson(ROUND, names=["甲"])),
        ("red.gpkg", written("GPKG")),
        ("red.zip", zipped_shapefile),
        ("red.kml", written("KML")),
    ],
    ids=["geojson", "gpkg", "shapefile", "kml"],
)
def test_file_of_each_kind_becomes_a_layer(
    planner_client, planner_register, tmp_path, name, make
):
    answer = send(planner_client, make(tmp_path), name=name)

    assert answer.status_code == 303
    assert answer.location == "/planner/layers/C-000001"
    with planner_register.read() as session:
        layer = read_layer(session, cli_actor(), "C-000001")
    assert layer.features.geometry.iloc[0].equals_exact(ROUND.normalize(), 1e-6) or (
        layer.features.geometry.iloc[0].symmetric_difference(ROUND).area < 1e-9
    )
    assert layer.labels() == ["甲"]
    page = planner_client.get(answer.location).get_data(as_text=True)
    assert "图层“样例红线”已保存" in page
    assert "坐标按" in page


def test_file_without_a_datum_is_asked_for_one_never_guessed(
    planner_client, planner_register, tmp_path
):
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[ROUND], crs="EPSG:4326")
    frame.to_file(tmp_path / "red.shp", encoding="GBK")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for end in ("shp", "shx", "dbf"):  # no .prj: nothing states the datum
            archive.write(tmp_path / f"red.{end}", f"red.{end}")

    asked = send(planner_client, buffer.getvalue(), name="red.zip", datum="")
    given = send(planner_client, buffer.getvalue(), name="red.zip", datum="gcj02")

    assert asked.status_code == 422
    assert "文件没有注明坐标系" in asked.get_data(as_text=True)
    assert given.status_code == 303
    with planner_register.read() as session:
        layer = read_layer(session, cli_actor(), "C-000001")
    west = layer.features.total_bounds[0]
    assert 0.003 < 109.5 - west < 0.008  # GCJ-02 lies some 500 m to the east


@pytest.mark.parametrize(
    ("typed", "field", "text"),
    [
        ({"name_zh": ""}, "name_zh", "请填写"),
        ({"meaning": "bad"}, "meaning", "请选择一种含义"),
        ({"meaning": "conditional"}, "condition", "必须写明条件"),
        ({"buffer_m": "近"}, "buffer_m", "应为 0 到 50000"),
        ({"buffer_m": "nan"}, "buffer_m", "应为 0 到 50000"),
        ({"date": "2023.3"}, "date", "2023-03-20"),
        ({"datum": "moon"}, "datum", "不是认识的坐标系"),
        ({"covers": "999999"}, "covers", "不认识的代码"),
        ({"league": "999999"}, "league", "盟市"),
        ({"label_column": "没有"}, "label_column", "没有“没有”这一列"),
    ],
)
def test_each_fault_is_told_at_its_field_and_nothing_is_saved(
    planner_client, planner_register, typed, field, text
):
    answer = send(planner_client, geojson(ROUND, names=["甲"]), **typed)
    html = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html
    assert text in html
    assert kept(planner_register) == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, "请选择一个文件"),
        (b"name,lon\nx,110\n", "没有图形"),
        (geojson(shapely.Point(110, 40.5)), "缓冲距离"),
        (geojson(shapely.box(10, 10, 11, 11)), "没有一个要素在自治区内"),
        (b"<html>", "这是网页（HTML）"),
        (b"%PDF-1.4", "文件内容是PDF"),
    ],
)
def test_file_that_is_no_layer_is_refused(
    planner_client, planner_register, content, text
):
    answer = send(planner_client, content)

    assert answer.status_code == 422
    assert text in answer.get_data(as_text=True)
    assert kept(planner_register) == []


def test_bow_tie_is_mended_and_said(planner_client, planner_register):
    tie = shapely.Polygon([(109, 40), (110, 41), (110, 40), (109, 41)])

    answer = send(planner_client, geojson(tie))

    assert answer.status_code == 303
    page = planner_client.get(answer.location).get_data(as_text=True)
    assert "1 个面自相交等无效，已修复" in page
    with planner_register.read() as session:
        layer = read_layer(session, cli_actor(), "C-000001")
    assert layer.features.geometry.is_valid.all()


def test_hostile_names_of_layer_and_feature_stay_text(planner_client):
    hostile = "</script><img src=x onerror=alert(1)>"

    answer = send(planner_client, geojson(ROUND, names=[hostile]), name_zh=hostile)

    for path in ("/planner/layers", answer.location, "/planner/map"):
        assert "<img src=x" not in planner_client.get(path).get_data(as_text=True)
    shapes = json.loads(planner_client.get(f"{answer.location}.geojson").data)
    assert shapes["features"][0]["properties"]["name"] == hostile


def test_list_says_which_meanings_are_not_tested(viewer_client, planner_register):
    before = viewer_client.get("/planner/layers").get_data(as_text=True)
    keep(planner_register)

    after = viewer_client.get("/planner/layers?lang=en").get_data(as_text=True)

    assert before.count("在这一类上未检验。") == 3
    assert "There is no forbidden layer" not in after
    assert "There is no conditional layer" in after
    assert "There is no informative layer" in after
    assert "Sample red line" in after
    assert 'type="file"' not in after  # who only reads uploads nothing


def test_page_lists_what_is_touched_with_its_share(planner_client, planner_register):
    keep(planner_register, covers=("150200",))

    html = planner_client.get("/planner/layers/C-000001").get_data(as_text=True)

    row = re.search(r"<tr>[^\n]*样例硅片一号项目[^\n]*</tr>", html)[0]
    assert "全部在内" in row
    assert "100.0%" in row
    assert "样例公开二号项目" not in html  # in another league: not tested
    assert "内蒙古包头稀土高新技术产业开发区" in html or "稀土高新" in html
    assert "未检验" in html


def test_layers_are_seen_by_those_who_may(
    public_client, viewer_client, league_client, planner_register
):
    keep(planner_register, name_zh="样例鄂尔多斯图层", league="150600")

    assert public_client.get("/planner/layers").status_code == 303
    assert "样例鄂尔多斯图层" in viewer_client.get("/planner/layers").text
    assert "样例鄂尔多斯图层" not in league_client.get("/planner/layers").text
    for path in ("", ".geojson", "/edit"):
        answer = league_client.get(f"/planner/layers/C-000001{path}")
        assert answer.status_code == 404
    match = league_client.get("/planner/layers/match?text=单晶硅片").text
    assert "样例鄂尔多斯图层" not in match
    assert "没有“禁止”类图层" in match


def test_limited_account_keeps_layers_of_its_league_only(
    league_client, planner_register
):
    keep(planner_register, name_zh="样例全区图层", visibility="public")

    page = league_client.get("/planner/layers/C-000001").get_data(as_text=True)
    token = csrf(league_client.get("/planner/layers").text)
    form = {"csrf_token": token, "version": "1"}
    gone = league_client.post("/planner/layers/C-000001/delete", data=form)
    whole = send(league_client, geojson(ROUND), league="")
    own = send(league_client, geojson(ROUND), league="150200")

    assert "/planner/layers/C-000001/delete" not in page
    assert gone.status_code == 403
    assert whole.status_code in (403, 422)
    assert own.status_code == 303
    assert [one.league for one in kept(planner_register)] == ["", "150200"]


def test_change_keeps_the_shapes_unless_a_file_comes(planner_client, planner_register):
    keep(planner_register)
    address = "/planner/layers/C-000001/edit"

    changed = send(planner_client, None, to=address, version="1", buffer_m="250")
    replaced = send(planner_client, geojson(FAR), to=address, version="2")

    assert (changed.status_code, replaced.status_code) == (303, 303)
    with planner_register.read() as session:
        layer = read_layer(session, cli_actor(), "C-000001")
    assert layer.version == 3
    assert layer.features.total_bounds.tolist() == pytest.approx(list(FAR.bounds))


def test_second_editor_is_told_and_nothing_is_overwritten(
    planner_client, planner_register
):
    keep(planner_register)
    address = "/planner/layers/C-000001/edit"
    send(planner_client, None, to=address, version="1", name_zh="样例先改")

    late = send(planner_client, None, to=address, version="1", name_zh="样例后改")

    assert late.status_code == 409
    assert "有人刚改过这个图层" in late.get_data(as_text=True)
    assert [one.name_zh for one in kept(planner_register)] == ["样例先改"]


def test_deleted_layer_comes_back_by_undo(planner_client, planner_register):
    keep(planner_register)
    token = csrf(planner_client.get("/planner/layers").text)
    form = {"csrf_token": token, "version": "1"}

    gone = planner_client.post("/planner/layers/C-000001/delete", data=form)
    offer = planner_client.get(gone.location).get_data(as_text=True)
    change = re.search(r'name="change_id" value="(\d+)"', offer)[1]
    after = kept(planner_register)
    undone = planner_client.post(
        "/planner/layers/C-000001/undo",
        data={"csrf_token": token, "change_id": change},
    )

    assert after == []
    assert undone.location == "/planner/layers/C-000001"
    assert [one.layer_id for one in kept(planner_register)] == ["C-000001"]
    assert planner_client.get("/planner/layers/C-000001.geojson").status_code == 200


def test_limited_account_cannot_undo_for_another_league(
    planner_client, league_client, planner_register
):
    keep(planner_register, league="150600")
    token = csrf(planner_client.get("/planner/layers").text)
    form = {"csrf_token": token, "version": "1"}
    gone = planner_client.post("/planner/layers/C-000001/delete", data=form)
    offer = planner_client.get(gone.location).get_data(as_text=True)
    change = re.search(r'name="change_id" value="(\d+)"', offer)[1]

    seen = league_client.get("/planner/layers/C-000001/removed").text
    token = csrf(league_client.get("/planner/layers").text)
    tried = league_client.post(
        "/planner/layers/C-000001/undo",
        data={"csrf_token": token, "change_id": change},
    )

    assert "change_id" not in seen
    # As of a layer that never was.
    assert tried.location == "/planner/layers"
    assert kept(planner_register) == []


def test_match_excludes_sites_inside_a_forbidden_layer_and_names_it(
    viewer_client, planner_register
):
    address = "/planner/layers/match?text=单晶硅片"
    before = viewer_client.get(address).get_data(as_text=True)
    keep(planner_register, shapely.box(105, 37, 125, 54), covers=("150000",))
    keep(
        planner_register,
        shapely.box(105, 37, 125, 54),
        name_zh="样例耕地",
        meaning="conditional",
        condition="须占补平衡",
    )

    html = viewer_client.get(address).get_data(as_text=True)

    assert "没有候选地因图层被排除" in before
    assert before.count("没有“") == 3
    excluded = html.split('id="lm-out"')[1]
    assert "样例红线" in excluded
    assert "全部位于“样例红线”内" in excluded
    assert "条件：须占补平衡" in excluded
    assert "没有“提示”类图层" in html
    assert "没有“禁止”类图层" not in html


def test_requirement_that_says_nothing_is_told(viewer_client):
    answer = viewer_client.get("/planner/layers/match?text=你好")

    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)
