"""The command line as a user types it."""

from __future__ import annotations

import json

import pytest

from geo_zs import cli


@pytest.fixture(autouse=True)
def loaded(monkeypatch, catalog):
    """Give every command the catalog that the suite has loaded."""
    monkeypatch.setattr(cli, "_catalog", lambda: catalog)


@pytest.fixture
def geo_zs(runner):
    return lambda *words, **more: runner.invoke(cli.main, list(words), **more)


@pytest.fixture
def wafers(tmp_path):
    path = tmp_path / "wafers.json"
    path.write_text(
        json.dumps({"industry": "pv_wafer", "limits": {"rail_km_max": 30}}), "utf-8"
    )
    return str(path)


def test_locate_finds_a_park_by_its_name(geo_zs):
    done = geo_zs("locate", "甘其毛都口岸加工园区")

    assert done.exit_code == 0
    assert "bayannur-ganqimaodu-jiagong" in done.output
    assert "150824" in done.output


def test_locate_finds_a_league_by_its_english_name(geo_zs):
    done = geo_zs("locate", "Baotou", "--json")

    found = json.loads(done.output)
    assert (found["kind"], found["id"]) == ("league", "150200")


def test_locate_a_point_names_banner_and_league(geo_zs):
    done = geo_zs("locate", "--lon", "111.67", "--lat", "40.82", "--json")

    assert json.loads(done.output)["league"]["adcode"] == "150100"


def test_locate_a_point_outside_says_so(geo_zs):
    done = geo_zs("locate", "--lon", "116.4", "--lat", "39.9", "--lang", "en")

    assert done.exit_code == 0
    assert done.output.startswith("Outside Inner Mongolia")


def test_garbled_name_gets_readings_with_the_evidence_and_no_place(geo_zs):
    done = geo_zs("locate", "马托勒")

    lines = done.output.splitlines()
    assert done.exit_code == 1
    assert "甘其毛都口岸" in lines[2]
    assert "ganqimaodu" in lines[2]
    assert any("满都拉口岸" in line for line in lines)
    assert any(line.strip().startswith("反对") for line in lines)


def test_ambiguous_name_lists_its_places(geo_zs):
    done = geo_zs("locate", "满洲里口岸")

    assert done.exit_code == 1
    assert "manzhouli-rail" in done.output
    assert "manzhouli-road" in done.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("locate",), "give a NAME, or both --lon and --lat"),
        (("locate", "--lon", "111"), "give both --lon and --lat"),
        (("locate", "包头", "--lon", "111", "--lat", "40"), "give a NAME, or both"),
        (("locate", "--lon", "999", "--lat", "nan"), "lat: nan is not between"),
    ],
)
def test_unusable_words_are_refused_with_the_remedy(geo_zs, words, message):
    done = geo_zs(*words)

    assert done.exit_code != 0
    assert message in done.output


def test_match_prints_a_table_of_real_parks(geo_zs, wafers):
    done = geo_zs("match", wafers, "--top", "3", "--lang", "en")

    assert done.exit_code == 0
    word, *lines = done.output.splitlines()
    assert word.startswith(("Stable, ", "Not stable, "))
    assert lines[0].split()[0] == "1."
    assert lines[0].endswith("Zhonghuan Industrial Park  hohhot-zhonghuan")
    assert sum(line.lstrip()[:2] in {"1.", "2.", "3."} for line in lines) == 3
    assert "108 candidates" in done.output


def test_match_as_json_is_the_answer_of_the_service(geo_zs, wafers, client):
    done = geo_zs("match", wafers, "--top", "3", "--format", "json")

    request = {"industry": "pv_wafer", "limits": {"rail_km_max": 30}, "top": 3}
    assert json.loads(done.output) == client.post("/api/v1/match", json=request).json


def test_match_as_geojson_keeps_sites_without_a_point(geo_zs, wafers):
    done = geo_zs("match", wafers, "--top", "50", "--format", "geojson")

    features = json.loads(done.output)["features"]
    assert len(features) == 50
    assert any(feature["geometry"] is None for feature in features)
    assert features[0]["properties"]["rank"] == 1


def test_match_reads_standard_input(geo_zs):
    done = geo_zs("match", "-", "--format", "json", input='{"industry": "dairy"}')

    assert json.loads(done.output)["understood"]["industry_tags"] == ["dairy"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ('{"industry": "pv_wafer", "land_ha": NaN}', "NaN is not a JSON number"),
        ('{"industry": "pv_wafer", "land_ha": -5, "lnd": 1}', "2 faults"),
        ('{"industry": "wafers"}', "wafers"),
        ("[]", "expected an object"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"industry": "dairy", "industry": "meat"}', "'industry' stands twice"),
        (" " * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_bad_requirement_is_refused_with_every_fault(geo_zs, tmp_path, text, message):
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")

    done = geo_zs("match", str(path))

    assert done.exit_code == 1
    assert message in done.output
    assert "Traceback" not in done.output


def test_missing_requirement_file_is_named(geo_zs, tmp_path):
    done = geo_zs("match", str(tmp_path / "none.json"))

    assert done.exit_code == 1
    assert "none.json: cannot be read: No such file or directory" in done.output


def test_file_that_is_not_utf8_is_named(geo_zs, tmp_path):
    path = tmp_path / "gbk.json"
    path.write_bytes('{"industry": "单晶硅"}'.encode("gbk"))

    done = geo_zs("match", str(path))

    assert "is not UTF-8 text" in done.output


def test_data_check_of_the_shipped_tables_finds_nothing(geo_zs):
    done = geo_zs("data", "check")

    assert done.exit_code == 0, done.output
    assert "0 faults" in done.output


def test_map_is_written_as_one_file(geo_zs, tmp_path):
    out = tmp_path / "map.html"

    done = geo_zs("map", str(out))

    assert done.exit_code == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_map_that_cannot_be_written_is_named(geo_zs, tmp_path):
    done = geo_zs("map", str(tmp_path / "no" / "folder" / "map.html"))

    assert done.exit_code == 1
    assert "cannot be written: No such file or directory" in done.output


def test_names_cannot_drive_the_terminal(geo_zs):
    done = geo_zs("locate", "\x1b]0;owned\x07\u202e包头")

    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


def test_damaged_boundaries_are_built_again(geo_zs, monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_ZS_DATA_DIR", str(tmp_path))
    assert "boundaries built" in geo_zs("data", "build").output
    assert "boundaries are current" in geo_zs("data", "build").output
    damaged = tmp_path / "boundaries" / "banners.fgb"
    damaged.write_bytes(damaged.read_bytes()[:1000])

    done = geo_zs("data", "build")

    assert "boundaries built" in done.output
    assert damaged.stat().st_size > 1000


def test_folder_that_cannot_be_written_is_named(geo_zs, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("GEO_ZS_DATA_DIR", str(blocked))

    done = geo_zs("data", "build")

    assert done.exit_code == 1
    assert "name a folder that can be written in GEO_ZS_DATA_DIR" in done.output


def test_match_takes_the_requirement_in_words_and_shows_how_it_read_them(geo_zs):
    done = geo_zs("match", "--text", "年产5GW单晶硅片，用地300亩，零电价", "--top", "1")

    assert done.exit_code == 0
    assert "用地300亩  读作  用地 = 20 公顷（300 亩）" in done.output
    assert "零电价  不作评价：" in done.output
    assert "稳，因为" in done.output


def test_words_fill_the_gaps_of_a_file(geo_zs, wafers):
    done = geo_zs("match", wafers, "--text", "距铁路10公里以内", "--format", "json")
    understood = json.loads(done.output)["understood"]

    assert understood["industry_tags"] == ["pv_wafer"]
    assert understood["filled"]["industry"] == "request"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            (
                "多晶硅  读作  产业 = 多晶硅\n",
                "500亩  读作  用地 = 33.33 公顷（500 亩）",
                "满洲里口岸  读作  指定口岸 = 满洲里铁路口岸",
                "未核实：用地\n",
                "请询问园区：用电负荷\n",
            ),
        ),
        (
            "en",
            (
                "多晶硅  read as  industry = Polysilicon\n",
                "500亩  read as  land = 33.33 ha (500 mu)",
                "not verified: land\n",
                "ask the park: power\n",
            ),
        ),
    ],
)
def test_match_names_fields_and_limits_in_words(geo_zs, lang, lines):
    text = "多晶硅，用地500亩，用电300MW，满洲里口岸，距口岸60公里以内"

    done = geo_zs("match", "--text", text, "--top", "2", "--lang", lang)

    for line in lines:
        assert line in done.output
    for key in ("land_ha", "power_mw", "land_port_km_max", "port_ids"):
        assert key not in done.output


def test_match_says_how_far_to_relax_in_words(geo_zs):
    done = geo_zs("match", "--text", "多晶硅，距口岸60公里以内")

    assert "放宽建议：距陆路口岸上限 60 公里 → " in done.output


def test_industry_of_the_file_is_said_to_count_before_that_of_the_text(geo_zs, wafers):
    done = geo_zs("match", wafers, "--text", "多晶硅项目", "--top", "1")

    assert "产业 = 多晶硅  (未采用：产业以需求文件为准)" in done.output


def test_match_without_file_and_words_says_what_to_give(geo_zs):
    done = geo_zs("match")

    assert done.exit_code == 2
    assert "--text" in done.output
