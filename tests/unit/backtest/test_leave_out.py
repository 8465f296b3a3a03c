"""What goes while a project is tested, on tables of a few rows."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_zs.backtest.leave_out import Shipped
from geo_zs.backtest.records import Record

INDUSTRIES = pd.DataFrame(
    {
        "tag": ["polysilicon", "steel", "wind"],
        "name_zh": ["多晶硅", "钢铁与冶金", "风电"],
        "synonyms_zh": [("高纯晶硅",), ("特钢",), ("风电场",)],
    }
)


def _projects(**rows):
    columns = ["name_zh", "investor_zh", "parent_project_id", "base_id", "park_id"]
    frame = pd.DataFrame(rows.values(), index=list(rows), columns=[*columns, "tags"])
    return frame.rename(columns={"tags": "industry_tags"})


def _parks(**rows):
    columns = ["name_zh", "parent_park_id", "industries_zh", "industry_tags", "notes"]
    frame = pd.DataFrame(rows.values(), index=list(rows), columns=columns)
    return frame.assign(aliases=[()] * len(frame), notes_zh="")


PARKS = _parks(
    zone=("开发区", None, (), ("polysilicon", "steel"), ""),
    part=("开发区南区", "zone", ("特钢",), ("polysilicon", "steel"), ""),
    north=("开发区北区", "zone", (), ("polysilicon",), ""),
    noted=("硅谷", None, ("高纯晶硅",), ("polysilicon",), "polysilicon by 大全"),
)
PROJECTS = _projects(
    a1=("一期", "通威集团", None, "base-1", "part", ("polysilicon", "steel")),
    a2=("通威二期", "未具名", None, None, None, ("wind",)),
    b=("特钢", "甲钢", None, None, "other", ("steel",)),
    c=("总项目", "园区管委会", None, None, None, ()),
    c1=("分项目", "通威股份", "c", None, None, ()),
    c2=("另一分项目", "乙材料", "c", None, None, ()),
    d=("硅料", "大全新能源", None, None, "noted", ("polysilicon",)),
)
BASES = pd.DataFrame(
    {"developer": ["丙风电", "通威集团 60%, 丁能源", "国家电网"]},
    index=["base-1", "base-2", "B"],
)
PLANTS = pd.DataFrame({"owner": ["Datang Erdos", None]}, index=["w1", "w2"])


def _shipped(projects=PROJECTS, parks=PARKS):
    frames = {
        "projects": projects,
        "energy_bases": BASES,
        "power_plants": PLANTS,
        "parks": parks,
    }
    return Shipped(frames, INDUSTRIES)


TONGWEI = Record(row=2, name="三期", company="内蒙古通威高纯晶硅有限公司")


def test_all_rows_of_the_company_go_with_what_they_are_part_of():
    gone = _shipped().omitted(TONGWEI)

    # By firm, by the firm in the name, by the umbrella project and its other parts.
    assert gone.projects == {"a1", "a2", "c", "c1", "c2"}


def test_linked_and_own_energy_bases_go():
    assert _shipped().omitted(TONGWEI).bases == {"base-1", "base-2"}


def test_base_that_stands_for_a_project_goes_with_it():
    assert _shipped().omitted(Record(row=2, company="甲钢")).bases == {"B"}


def test_power_plants_of_the_owner_go():
    assert _shipped().omitted(Record(row=2, company="大唐集团")).plants == {"w1"}


def test_row_of_the_same_name_goes_whoever_is_named_as_its_firm():
    found = _shipped().omitted(Record(row=2, name="另一分项目", company="戊公司"))

    assert "c2" in found.projects


def test_tag_that_only_the_company_carries_there_goes_unless_the_park_names_it():
    tags = _shipped().omitted(TONGWEI).park_tags

    # The south park prints 特钢 itself; its zone does not; the north is another park.
    assert tags == {("part", "polysilicon"), ("zone", "polysilicon"), ("zone", "steel")}


def test_tag_that_another_company_carries_there_stays():
    other = _projects(
        a1=("一期", "通威集团", None, None, "part", ("polysilicon",)),
        e=("二期", "乙材料", None, None, "zone", ("polysilicon",)),
    )

    assert _shipped(other).omitted(TONGWEI).park_tags == frozenset()


def test_word_of_a_park_goes_where_its_notes_name_the_company():
    gone = _shipped().omitted(Record(row=2, company="内蒙古大全新能源有限公司"))

    assert gone.park_tags == {("noted", "polysilicon")}


def test_row_of_a_file_that_is_not_shipped_is_treated_like_a_shipped_one():
    record = Record(row=2, company="己公司", park_id="north", tags=("polysilicon",))
    none_else = _projects(b=PROJECTS.loc["b"].tolist())

    gone = _shipped(none_else).omitted(record)

    assert gone.projects == frozenset()
    assert gone.park_tags == {("north", "polysilicon"), ("zone", "polysilicon")}


@pytest.mark.parametrize("company", ["", "未具名(乌海储能)"])
def test_record_without_a_firm_leaves_the_others_alone(company):
    gone = _shipped().omitted(Record(row=2, name="新项目", company=company))

    assert gone.projects == frozenset()
    assert gone.bases == frozenset()
    assert gone.plants == frozenset()
