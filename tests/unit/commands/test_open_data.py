"""``geo-zs open-data``."""

from __future__ import annotations

import json

import pytest

from geo_zs.cli import main


def test_package_is_written_and_the_complete_parks_are_counted(runner, tmp_path):
    folder = tmp_path / "new" / "folder"

    result = runner.invoke(main, ["open-data", str(folder), "--lang", "en"])

    assert result.exit_code == 0, result.output
    assert "complete for CNIG site-eco: 0 of 177 parks" in result.output
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["version"] in result.output
    for name, sign in (("site-eco-all", ";"), ("site-eco", ";"), ("left-out", ",")):
        head = (folder / "cnig" / f"{name}.csv").read_text("utf-8-sig").split("\n")[0]
        assert head.startswith(f"site_id{sign}")
    readme = (folder / "README.md").read_text("utf-8")
    assert "`cnig/site-eco*.csv` 以分号“;”分列" in readme
    written = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert written == {
        "README.md",
        "cnig/left-out.csv",
        "cnig/site-eco-all.csv",
        "cnig/site-eco.csv",
        "datapackage.json",
        "parks.csv",
        "projects.csv",
        "schemas/industrial-park.schema.json",
        "schemas/investment-project.schema.json",
        "schemas/sources.schema.json",
        "sources.csv",
    }


def test_file_in_place_of_the_folder_is_refused(runner, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine")

    result = runner.invoke(main, ["open-data", str(taken)])

    assert result.exit_code == 2
    assert "is a file" in result.output
    assert taken.read_text() == "mine"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("不能写入", "数据版本")), ("en", ("cannot", "version"))]
)
@pytest.mark.parametrize("below", ["taken/sub", "taken/sub/deep"])
def test_folder_that_cannot_be_made_is_told_in_a_line(
    runner, tmp_path, below, lang, words
):
    (tmp_path / "taken").write_text("mine")

    result = runner.invoke(
        main, ["open-data", str(tmp_path / below)], env={"GEO_ZS_LANG": lang}
    )

    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert words[0] in result.stderr
    assert str(tmp_path / "taken") in result.stderr
    assert len(result.stderr.splitlines()) == 1
    written = runner.invoke(main, ["open-data", str(tmp_path / "new"), "--lang", lang])
    assert words[1] in written.stdout
    assert "cnig/left-out.csv" in written.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("open-data",),
        ("map",),
        ("register", "backup"),
        ("register", "export", "--public"),
    ],
)
@pytest.mark.parametrize(
    "place", ["/proc/geo_zs.csv", "taken/sub.csv", "long.csv", "loop/a.csv"]
)
def test_file_that_cannot_be_written_is_no_traceback(
    runner, tmp_path, monkeypatch, command, place
):
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))
    runner.invoke(main, ["register", "init"])
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    target = tmp_path / place.replace("long", "x" * 300)

    result = runner.invoke(main, [*command, str(target)])

    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
