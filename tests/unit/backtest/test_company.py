"""Names of firms and the groups they belong to."""

from __future__ import annotations

import pytest

from geo_zs.backtest.company import (
    company_groups,
    is_same_company,
    names_company,
    own_names,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("内蒙古通威高纯晶硅有限公司", "通威集团"),
        ("包头龙马铸锻有限公司", "龙马集团"),
        ("国家能源集团(国电双维)", "龙源电力"),
        ("呼和浩特旭阳中燃能源有限公司", "旭阳"),
        ("内蒙古兴丰新能源科技有限公司(璞泰来)", "璞泰来"),
        ("三峡集团、内蒙古能源集团", "内蒙古能源集团(蒙能)"),
        ("TCL中环", "中环新能源(内蒙古)有限公司"),
        ("中国大唐集团", "Datang Erdos Renewable Power Co., Ltd."),
    ],
)
def test_firms_of_one_group_are_one_company(one, other):
    assert is_same_company(own_names(one), own_names(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国农业银行", "中国银行"),
        ("东方日升(包头)硅业有限公司", "东方电气"),
        ("内蒙古华景新材料", "内蒙古保硕新材料有限公司"),
        ("阿拉善盟沪蒙能源实业有限公司", "内蒙古能源集团(蒙能)"),
        ("宁波金田铜业(集团)股份有限公司", "蒙牛集团"),
        ("三一重能", "三峡能源"),
        ("乌拉特后旗政府", "锡林浩特市政府"),
    ],
)
def test_what_place_legal_form_and_trade_share_makes_no_company(one, other):
    assert not is_same_company(own_names(one), own_names(other))


@pytest.mark.parametrize("name", ["", "  ", "未具名(乌海储能)", "未披露", "-", "（）"])
def test_record_without_a_firm_has_no_own_name(name):
    assert own_names(name) == frozenset()


def test_name_of_a_project_shows_the_firm():
    assert names_company("内蒙古通威二期年产5万吨项目", own_names("通威集团"))
    assert not names_company("多晶硅项目", own_names("通威集团"))
    assert not names_company("TCLX项目", own_names("TCL"))


def test_rows_of_one_company_get_one_number_and_nameless_rows_one_each():
    names = [own_names(one) for one in ("通威集团", "", "蒙牛集团", "通威股份", "")]

    assert company_groups(names) == [0, 1, 2, 0, 3]
