"""``geo-zs import`` refuses hostile files, and gives away nothing of this machine."""

from __future__ import annotations

import re

import pytest

from geo_zs.cli import main
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.register.access import cli_actor
from geo_zs.register.project_frame import project_frame
from geo_zs.register.store import Register
from tests.hostile_files import HOSTILE, SECRET
from tests.table_files import write


@pytest.fixture
def run(new_sqlite, monkeypatch, runner, catalog):
    """Return what runs the whole command line on an empty register."""
    url = new_sqlite()
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", url)
    monkeypatch.setattr("geo_zs.catalog.load_catalog", lambda: catalog)

    def invoke(*args):
        return runner.invoke(main, ["import", *map(str, args)])

    invoke.url = url
    return invoke


def pattern(words: str) -> re.Pattern[str]:
    """Return what the words of a fault look like, whatever they are filled with."""
    parts = re.split(r"\{[^}]*\}", words)
    return re.compile(".*".join(map(re.escape, parts)), re.DOTALL)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_words_and_nothing_leaks(run, tmp_path, name):
    key, make = HOSTILE[name]
    file = write(tmp_path / name, make(tmp_path))

    results = {
        lang: run(file, "--accept", "all", "--lang", lang, "--quiet")
        for lang in ("zh", "en")
    }

    for lang, result in results.items():
        words = getattr(READ_WORDS[key], lang)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert pattern(words).search(result.stderr), result.stderr
        assert name in result.stderr
        for hidden in (SECRET, str(tmp_path), "Traceback", "geo-zs-import"):
            assert hidden not in result.output
    register = Register.open(run.url)
    with register.read() as session:
        assert project_frame(session, cli_actor()).empty
    register.close()


@pytest.mark.parametrize(
    "option", ["/vsicurl/http://127.0.0.1:9/a.csv", "/vsizip/a.zip/a.shp", "PG:host=x"]
)
def test_name_of_a_driver_is_no_file(run, option):
    result = run(option)

    assert result.exit_code == 2
    assert "does not exist" in result.stderr
