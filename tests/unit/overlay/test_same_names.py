"""Projects of the same, and of almost the same, name."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.overlay.same_names import MOST_LISTED, find_same_names


def found(names, others=None, own_row=None):
    among = names if others is None else others
    rows = range(len(names)) if own_row is None else own_row
    return find_same_names(names, among, np.array(list(rows), dtype=np.intp))


def pairs(result, row):
    at = result.of(row)
    return [
        (int(other), bool(same))
        for other, same in zip(result.other[at], result.is_same[at], strict=True)
    ]


@pytest.mark.parametrize(
    "other",
    [
        "年产5GW单晶硅片项目",
        "年产５ＧＷ单晶硅片项目",  # full width
        " 年产5gw 单晶硅片（项目） ",  # case, blanks, brackets
        "年產5GW單晶硅片項目",  # traditional characters
    ],
)
def test_same_name_however_it_is_written(other):
    result = found(["年产5GW单晶硅片项目", other])

    assert pairs(result, 0) == [(1, True)]
    assert pairs(result, 1) == [(0, True)]
    assert result.n_same.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("乌拉特中旗甘其毛都口岸加工项目", "乌拉特中旗甘其毛都口崖加工项目"),
        (
            "内蒙古某某新材料有限公司年产碳纤维项目",
            "内蒙古某某新材料公司年产碳纤维项目",
        ),
        ("年产5GW单晶硅片生产线项目", "年产5GW单晶硅生产线项目"),
    ],
)
def test_name_that_differs_by_a_character_or_two_is_near(name, other):
    result = found([name, other])

    assert pairs(result, 0) == [(1, False)]
    assert 90 <= result.score[0] < 100
    assert (result.n_same.tolist(), result.n_near.tolist()) == ([0, 0], [1, 1])


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("年产5GW单晶硅片生产线项目", "年产8GW单晶硅片生产线项目"),  # another figure
        ("某某化工新材料园区一期项目", "某某化工新材料园区二期项目"),  # another phase
        ("碳纤维项目", "碳化硅项目"),
        # three of 36 characters: alike, but another banner
        (
            "内蒙古某某能源集团有限公司阿鲁科尔沁旗光伏发电与生态治理一体化示范基地项目",
            "内蒙古某某能源集团有限公司克什科腾沁旗光伏发电与生态治理一体化示范基地项目",
        ),
        ("风电", "光电"),
        ("", ""),
        ("！！", "？？"),
    ],
)
def test_other_names_are_not_near(name, other):
    assert found([name, other]).row.size == 0


def test_names_are_looked_up_among_all_projects():
    result = found(["甲公司焦化项目"], ["乙", "甲公司焦化项目", "甲公司焦化项目"], [1])

    assert pairs(result, 0) == [(2, True)]
    assert result.n_same[0] == 1


def test_project_that_is_not_among_the_others_is_compared_with_all():
    result = found(["甲公司焦化项目"], ["甲公司焦化项目"], [-1])

    assert pairs(result, 0) == [(0, True)]


def test_all_of_many_are_counted_and_some_listed():
    result = found(["某某项目"] * 200)

    assert set(result.n_same.tolist()) == {199}
    assert len(pairs(result, 7)) == MOST_LISTED
    assert 7 not in [other for other, _ in pairs(result, 7)]


def test_near_name_is_found_among_thousands_of_alike_ones():
    crowd = [
        f"某某盟{a}{b}新能源风电场项目"
        for a in "东西南北中"
        for b in "甲乙丙丁戊己庚辛"
    ]
    result = found([*crowd, "翰海石墨烯散热膜制造基地", "瀚海石墨烯散热膜制造基地"])

    assert pairs(result, len(crowd)) == [(len(crowd) + 1, False)]


def test_no_names_are_no_pairs():
    assert found([]).row.size == 0
