"""``geo-zs open-data``."""

from __future__ import annotations

import json

from geo_zs.cli import main


def test_package_is_written_and_the_complete_parks_are_counted(runner, tmp_path):
    folder = tmp_path / "new" / "folder"

    result = runner.invoke(main, ["open-data", str(folder)])

    assert result.exit_code == 0, result.output
    assert "complete for CNIG site-eco: 0 of 177 parks" in result.output
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["version"] in result.output
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
