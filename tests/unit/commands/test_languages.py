"""Every command of the register speaks one language, from first to last word."""

from __future__ import annotations

import json
import re

import openpyxl
import pytest

from geo_zs.cli import main
from geo_zs.commands.words import TABLES, WORDS
from geo_zs.register.access import cli_actor
from geo_zs.register.projects import create_project, update_project
from geo_zs.register.state import tables
from geo_zs.register.store import Register

PASSWORD = "camel river 1947"
#: What stands in Chinese sentences as it is: commands, settings, addresses, keys.
_AS_IT_IS = re.compile(
    r"geo-zs( [a-z]+)*|--accept good|--[a-z-]+|GEO_ZS_\w+|sqlite:\S*|/\S+|R-\d+"
    r"|B-\d+|\bMB\b|UTC"
    r"|gzs_[\w-]+…?|（(viewer|planner|admin|read|write)）|\bNAME\b|\b0001_register\b"
    r"|\S+\.(csv|xlsx|zip|jsonl|json|txt|db)\b|manifest\.json|JSON|\bFILE\b|XLSX"
    r"|wgs84|cgcs2000|gcj02|bd09|mercator|gk[36]|utm|CGCS|UTM|\+prefix|\[[a-z]+\]"
    r"|\bbayan\b|\bli\b|\bmoon\b|\bnope\b|nightly|150\d+|postgis|\bcolumns\b|\bunits\b"
    r"|utf-[\w-]+|gb[\dk]+|big5|\bnobody\b|\bcolums\b|\bmain [a-z ]+"
    r"|\b[a-z]+_[a-z_]+\b|\bdatum\b|\breadings\b|\.(xlsx|csv|geojson|gpkg)|beijing54|geojson|gpkg"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def run(runner, tmp_path, monkeypatch, catalog):
    """Return what runs the whole program on a register in a folder of its own."""
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("GEO_ZS_DATABASE_URL", raising=False)
    monkeypatch.delenv("GEO_ZS_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("geo_zs.catalog.load_catalog", lambda: catalog)

    def invoke(*words, lang="zh", typed=None):
        done = runner.invoke(main, [*words, "--lang", lang], input=typed)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return invoke


@pytest.fixture
def filled(run, tmp_path):
    """Return the same, with an account, a project, a backup and files to bring in."""
    run("register", "init")
    run("user", "add", "bayan", "--role", "admin", "--password-stdin", typed=PASSWORD)
    register = Register.open()
    with register.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": "甲"})
        update_project(writer, "R-000001", {"notes": "乙"}, version=1)
    register.close()
    run("register", "backup", "b.zip")
    (tmp_path / "a.csv").write_text("项目名称,投资方\n丙项目,丁公司\n", "utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "no.zip").write_text("no zip")
    for name, content in {
        "m1.json": "{",
        "m2.json": "[]",
        "m3.json": json.dumps({"colums": {}, "columns": [], "readings": [[1]]}),
        "m4.json": json.dumps({"columns": {"没有": "notes", "投资方": "什么"}}),
        "m5.json": json.dumps({"datum": "moon"}),
    }.items():
        (tmp_path / name).write_text(content, "utf-8")
    return run


#: What is typed, and a part of what is said in Chinese and in English.
COMMANDS = [
    (("register", "init"), "登记库已就绪", "the register is ready"),
    (("register", "status"), "没有发现问题", "no fault found"),
    (("register", "backup", "c.zip"), "行，", "rows of"),
    (("register", "backup", "b.zip"), "已存在", "is there already"),
    (("register", "backup", "none/b.zip"), "文件夹不存在", "No such file"),
    (("register", "restore", "b.zip"), "不是空的", "is not empty"),
    (("register", "restore", "b.zip", "--replace"), "备份于", "as of"),
    (("register", "restore", "no.zip"), "不是登记库的备份", "is no archive"),
    (("register", "restore", "none.zip"), "文件不存在", "is not there"),
    (("register", "export", "p.csv"), "个项目", "projects"),
    (("register", "export", "p.txt"), "之一结尾", "must end in one of"),
    (("register", "export", "none/p.csv"), "不能写入", "cannot be written"),
    (("user", "list"), "全部盟市", "all leagues"),
    (("user", "disable", "bayan"), "最后一个能登录的管理员", "the last admin"),
    (("user", "disable", "nobody"), "没有账号", "holds no account"),
    (("user", "role", "bayan", "viewer"), "最后一个", "the last admin"),
    (("user", "enable", "bayan"), "已启用", "enabled"),
    (("token", "list"), "没有令牌", "no tokens"),
    (("token", "revoke", "7"), "没有令牌", "holds no"),
    (("token", "add", "bayan", "--label", "nightly"), "请妥善保存", "not shown again"),
    (("token", "add", "nobody", "--label", "nightly"), "没有账号", "holds no account"),
    (("token", "add", "bayan", "--label", ""), "请写明用途", "what the token is for"),
    (("import", "a.csv", "--dry-run"), "列的对应", "Columns:"),
    (("import", "a.csv"), "试导已保存", "kept as"),
    (("import", "a.csv", "--accept", "good"), "没有可录入的行", "accepted"),
    (("import", "empty.csv"), "文件", "file"),
    (("import",), "三者之一", "give one of"),
    (("import", "a.csv", "--dry-run", "--accept", "all"), "什么都不保存", "nothing"),
    (("import", "--batch", "B-000009"), "没有导入", "holds no import"),
    (("import", "--undo", "B-000009"), "没有导入", "holds no import"),
    (("import", "a.csv", "--datum", "moon"), "没有坐标系", "is not known"),
    (("import", "a.csv", "--datum", "beijing54"), "不能转换", "cannot be converted"),
    (("import", "a.csv", "--datum", "gk3:99"), "带号", "needs a zone"),
    (("import", "a.csv", "--sheet", "nope"), "没有工作表", "such a file has none"),
    (("import", "a.csv", "--encoding", "nope"), "编码", "encoding"),
    (("import", "a.csv", "--mapping", "m1.json"), "不是 JSON", "is not JSON"),
    (("import", "a.csv", "--mapping", "m2.json"), "不是 JSON 对象", "is no object"),
    (("import", "a.csv", "--mapping", "m3.json"), "映射文件", "is unknown"),
    (("import", "a.csv", "--mapping", "m4.json"), "不是文件中的列", "is no column"),
    (("import", "a.csv", "--mapping", "m5.json"), "没有坐标系", "is not known"),
    (("import", "a.csv", "--faults", "no/f.xlsx"), "不能写入", "cannot be written"),
]


@pytest.mark.parametrize(
    ("typed", "zh", "en"), COMMANDS, ids=[" ".join(one[0]) for one in COMMANDS]
)
def test_command_speaks_the_language_that_it_is_asked_in(filled, typed, zh, en):
    in_english = filled(*typed, lang="en")
    if typed[:2] == ("register", "backup") and typed[2] == "c.zip":
        typed = (*typed[:2], "d.zip")
    in_chinese = filled(*typed)

    assert zh in in_chinese.output
    assert en in in_english.output
    for line in in_chinese.output.splitlines():
        if not line.startswith("  ") or _CHINESE.search(line):  # else a row of numbers
            left = _AS_IT_IS.sub("", re.sub(r"^  \w+ +[\d,]+", "", line))
            assert not re.search(r"[A-Za-z]{3,}", left), line


def test_default_is_chinese_and_the_setting_changes_it(filled, runner, monkeypatch):
    assert "没有发现问题" in runner.invoke(main, ["register", "status"]).output
    monkeypatch.setenv("GEO_ZS_LANG", "en")
    assert "no fault found" in runner.invoke(main, ["register", "status"]).output


def test_without_a_register_the_way_to_one_is_said_in_chinese(run):
    for typed in (("register", "status"), ("user", "list"), ("token", "list")):
        done = run(*typed)
        assert done.exit_code == 1
        assert "没有登记库；请运行：geo-zs register init" in done.stderr


def test_error_that_nobody_has_said_in_chinese_is_english_as_a_whole(run):
    done = run("locate", "--lon", "999", "--lat", "0")

    assert not _CHINESE.search(done.stderr)
    assert done.stderr.startswith("1 fault:")


def test_faults_of_an_account_name_their_fields_in_chinese(filled):
    typed = ("user", "add", "li", "--role", "planner", "--password-stdin")

    done = filled(*typed, "--leagues", "150999", typed="password1234\n")

    assert done.exit_code == 1
    assert "有 2 处问题：" in done.stderr
    assert "盟市：'150999' 不是盟市代码" in done.stderr
    assert "口令：是最常见的口令之一" in done.stderr


def test_filters_of_an_export_are_in_its_language(filled, tmp_path):
    filled("register", "export", "p.xlsx", "--public")

    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    text = "\n".join(
        str(cell) for sheet in book for row in sheet.values for cell in row if cell
    )
    assert "可见范围 = 公开" in text


def test_words_are_whole_in_both_languages():
    for key, (zh, en) in WORDS.items():
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), key
        assert not _CHINESE.search(en)
    assert set(TABLES) == {table.name for table in tables()}


def test_wrong_language_is_told_by_the_setting_that_holds_it(filled, runner):
    told = runner.invoke(main, ["register", "status"], env={"GEO_ZS_LANG": "fr"})
    typed = runner.invoke(main, ["register", "status", "--lang", "fr"])

    assert told.exit_code == typed.exit_code == 2
    assert "GEO_ZS_LANG 是 'fr'；应为 zh 或 en" in told.stderr
    assert "--lang" not in told.stderr
    assert "--lang" in typed.stderr
