"""Requirements as investors write them, with the reading worked out by hand."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest


class Case(NamedTuple):
    text: str
    tags: str
    request: dict[str, Any]
    capacity: tuple[tuple[float, str], ...] = ()
    missed: tuple[str, ...] = ()


def case(text, tags, request=None, capacity=(), missed=()):
    return Case(text, tags, request or {}, tuple(capacity), tuple(missed))


ISSUE = (
    "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
    "绿电比例不低于50%，距铁路不超过30公里"
)

CASES = [
    case(
        ISSUE,
        "pv_wafer",
        {
            "investment_cny_1e8": 15.0,
            "land_ha": 20.0,
            "power_mw": 55.0,
            "green_power_share_min": 0.5,
            "limits": {"rail_km_max": 30.0},
        },
        [(5.0, "GW/a")],
    ),
    case(
        "A 5 GW n-type wafer plant, 20 ha, 55 MW load, at least 50 % green power, "
        "within 30 km of a railway, USD 200 million",
        "pv_wafer",
        {
            "land_ha": 20.0,
            "power_mw": 55.0,
            "green_power_share_min": 0.5,
            "investment_usd_1e8": 2.0,
            "limits": {"rail_km_max": 30.0},
        },
        [(5.0, "GW/a")],
    ),
    # Steps of the silicon chain, and what is no factory.
    case("硅铁项目 年产10万吨", "ferroalloy", {}, [(100000.0, "t/a")]),
    case("硅砂加工", "silicon_sand"),
    case("高纯石英砂提纯", "silicon_sand"),
    case("工业硅 15万吨", "silicon_metal", {}, [(150000.0, "t/a")]),
    case(
        "多晶硅5万吨/年，用电负荷37万千瓦",
        "polysilicon",
        {"power_mw": 370.0},
        [(50000.0, "t/a")],
    ),
    case("不含多晶硅，只做硅片和组件", "pv_wafer pv_cell_module"),
    case("半导体级单晶硅", "electronics_information"),
    case("N型高效电池片", "pv_cell_module"),
    case("100万千瓦风电场", "new_energy_power", {}, [(1000.0, "MW")]),
    case("光伏电站", "new_energy_power"),
    case(
        "独立储能电站 50万千瓦/200万千瓦时",
        "storage_station",
        {},
        [(500.0, "MW"), (2000.0, "MWh")],
    ),
    case(
        "10GWh储能电池项目，用地450亩",
        "storage_equipment",
        {"land_ha": 30.0},
        [(10.0, "GWh/a")],
    ),
    case("风电装备制造，年产叶片500套", "wind_equipment", {}, [(500.0, "套/a")]),
    case("风电铸件", "wind_equipment"),
    case("2×66万千瓦煤电", "coal_power", {}, [(1320.0, "MW")]),
    # Coal, hydrogen and what they make.
    case(
        "煤制烯烃项目，年产300万吨聚烯烃，须进化工园区，总投资670亿元",
        "coal_chemical",
        {"investment_cny_1e8": 670.0, "limits": {"chemical_park": True}},
        [(3e6, "t/a")],
    ),
    case(
        "风光制氢+合成氨一体化，100万千瓦风电，年产绿氢3万吨、合成氨15万吨",
        "electrolytic_hydrogen green_ammonia_methanol new_energy_power",
        {},
        [(1000.0, "MW"), (30000.0, "t/a"), (150000.0, "t/a")],
    ),
    case("煤制合成氨", "coal_chemical"),
    case("风光制氢制绿色甲醇", "green_ammonia_methanol electrolytic_hydrogen"),
    case("煤制氢", "coal_chemical"),
    case("氢燃料电池", "hydrogen_equipment"),
    case("氢燃料电池重卡", "nev_auto"),
    case("电解水制氢设备", "hydrogen_equipment"),
    # Customers, feedstock and what comes with the project.
    case(
        "供应给硅片企业的石英坩埚项目，用地三百亩，十五亿元",
        "pv_silicon",
        {"land_ha": 20.0, "investment_cny_1e8": 15.0},
    ),
    case("为光伏企业配套的石英坩埚", "pv_silicon"),
    case("为风电供叶片的工厂", "wind_equipment"),
    case("生产锂电池用铜箔", "lithium_battery"),
    case("以煤矸石为原料的陶瓷项目", "building_materials"),
    case("利用粉煤灰生产新型建材", "building_materials circular_resources"),
    case(
        "硅锰合金厂，年产20万吨，配套100MW光伏电站，用电负荷12万千瓦",
        "ferroalloy",
        {"power_mw": 120.0},
        [(200000.0, "t/a"), (100.0, "MW")],
    ),
    case("鄂尔多斯羊绒集团羊绒衫项目", "cashmere_textile"),
    case("包头钢铁集团投资的数据中心项目", "data_center"),
    case("集研发、生产、销售于一体的马铃薯淀粉", "potato"),
    # Land.
    case("500亩种植基地，番茄酱", "agri_food", {}, (), ["500亩种植基地"]),
    case(
        "建筑面积3万平方米的食品加工厂，占地60亩",
        "agri_food",
        {"land_ha": 4.0},
        (),
        ["建筑面积3万平方米"],
    ),
    case("300亩的硅片项目", "pv_wafer", {"land_ha": 20.0}),
    case("用地1.5万亩，多晶硅", "polysilicon", {"land_ha": 1000.0}),
    case("占地2平方公里，电解铝", "aluminium", {"land_ha": 200.0}),
    case("用地面积150,000平方米，轴承", "equipment_manufacturing", {"land_ha": 15.0}),
    case("用地300亩（20公顷），乳制品", "dairy", {"land_ha": 20.0}),
    case("用地200-300亩，叶片", "wind_equipment", {"land_ha": 20.0}),
    case("用地200至300亩，叶片", "wind_equipment", {"land_ha": 20.0}),
    case("用地不少于200亩，不超过300亩，氨基酸", "corn_bio", {"land_ha": 20.0}),
    case(
        "用地300亩，占地500亩，多晶硅",
        "polysilicon",
        {},
        (),
        ["用地300亩", "占地500亩"],
    ),
    case("用地300，硅铁", "ferroalloy", {}, (), ["用地300"]),
    case(
        "一期用地200亩，二期用地300亩，锂电池",
        "lithium_battery",
        {},
        (),
        ["一期用地200亩", "二期用地300亩"],
    ),
    # Power and energy.
    case("50兆瓦，屠宰", "meat", {}, (), ["50兆瓦"]),
    case("年用电量4亿千瓦时的电解铝", "aluminium", {}, (), ["年用电量4亿千瓦时"]),
    case("综合能耗5万吨标准煤，尿素", "coal_chemical", {"energy_tce_per_year": 5e4}),
    case("年节约标准煤5万吨，尿素", "coal_chemical", {}, (), ["标准煤5万吨"]),
    case("绿电占比不超过50%的铁合金", "ferroalloy", {}, (), ["绿电占比不超过50%"]),
    case("百分之五十以上绿电，铝箔", "aluminium", {"green_power_share_min": 0.5}),
    case("五成绿电，铝箔", "aluminium", {"green_power_share_min": 0.5}),
    case(
        "投资、用地、用电分别为15亿元、300亩、55兆瓦，多晶硅",
        "polysilicon",
        {"investment_cny_1e8": 15.0, "land_ha": 20.0, "power_mw": 55.0},
    ),
    # Water.
    case("用水3000立方米/天，碳酸锂", "lithium_battery", {"water_m3_per_day": 3000.0}),
    case("日用水量2000吨，玉米淀粉", "corn_bio", {"water_m3_per_day": 2000.0}),
    case("年用水73万立方米，味精", "corn_bio", {"water_m3_per_day": 2000.0}),
    case("用水2000立方米，味精", "corn_bio", {}, (), ["用水2000立方米"]),
    # Money.
    case("投资2亿美元的乳制品厂", "dairy", {"investment_usd_1e8": 2.0}),
    case(
        "投资3.5亿美元（约25亿元人民币），原料药",
        "pharma_bio",
        {"investment_usd_1e8": 3.5, "investment_cny_1e8": 25.0},
    ),
    case(
        "总投资15亿元，一期投资5亿元，年产值30亿元，稀土永磁",
        "rare_earth",
        {"investment_cny_1e8": 15.0, "output_cny_1e8_per_year": 30.0},
        (),
        ["一期投资5亿元"],
    ),
    case(
        "注册资本5000万元，总投资3亿元的马铃薯淀粉",
        "potato",
        {"investment_cny_1e8": 3.0},
        (),
        ["注册资本5000万元"],
    ),
    case(
        "投资强度300万元/亩，风机叶片",
        "wind_equipment",
        {},
        (),
        ["投资强度300万元/亩"],
    ),
    case("总投资约15亿，羊绒衫", "cashmere_textile", {"investment_cny_1e8": 15.0}),
    # Places.
    case(
        "蒙古国进口肉类加工，距公路口岸60公里以内，用地45亩",
        "meat",
        {
            "land_ha": 3.0,
            "limits": {
                "land_port_km_max": 60.0,
                "port_mode": "road",
                "port_neighbour": "Mongolia",
            },
        },
    ),
    case(
        "Mongolian meat processing within 60 km of a road port",
        "meat",
        {
            "limits": {
                "land_port_km_max": 60.0,
                "port_mode": "road",
                "port_neighbour": "Mongolia",
            },
        },
    ),
    case(
        "洗煤厂，距策克口岸100公里以内",
        "coal_washing",
        {"limits": {"land_port_km_max": 100.0, "port_ids": ["ceke"]}},
    ),
    case(
        "离满洲里口岸30公里以内的木材加工",
        "wood_processing",
        {
            "limits": {
                "land_port_km_max": 30.0,
                "port_ids": ["manzhouli-rail", "manzhouli-road"],
            }
        },
    ),
    case(
        "洗煤厂，二连浩特公路口岸",
        "coal_washing",
        {"limits": {"port_ids": ["erlian-road"]}},
    ),
    case(
        "Coal washing within 50 km of Ganqimaodu port",
        "coal_washing",
        {"limits": {"land_port_km_max": 50.0, "port_ids": ["ganqimaodu"]}},
    ),
    case(
        "巴格毛都口岸50公里以内，洗煤",
        "coal_washing",
        {},
        (),
        ["巴格毛都口岸50公里以内"],
    ),
    case("满洲里木材加工项目", "wood_processing"),
    case(
        "距机场100公里以内，距离高速公路5公里，乳制品",
        "dairy",
        {"limits": {"airport_km_max": 100.0}},
        (),
        ["距离高速公路5公里"],
    ),
    case(
        "自建铁路专用线5公里，焦化",
        "coking",
        {},
        (),
        ["铁路专用线5公里"],
    ),
    case("靠近铁路，屠宰", "meat", {}, (), ["靠近铁路"]),
    case(
        "在包头或鄂尔多斯建设年产10GW单晶硅项目",
        "pv_wafer",
        {"limits": {"leagues": ["150200", "150600"]}},
        [(10.0, "GW/a")],
    ),
    case(
        "落户达拉特旗的煤制烯烃",
        "coal_chemical",
        {"limits": {"leagues": ["150600"]}},
    ),
    case("供应给包头钢铁企业的石灰", "chlor_alkali"),
    case("除乌海外，电石", "chlor_alkali", {}, (), ["除乌海"]),
    case("电石，须进入化工园区", "chlor_alkali", {"limits": {"chemical_park": True}}),
    case("不进化工园区的精细化工", "fine_chemical", {}, (), ["不进化工园区"]),
    case(
        "屠宰牛羊肉，从蒙古国进口活畜，公路口岸",
        "meat",
        {"limits": {"port_mode": "road", "port_neighbour": "Mongolia"}},
    ),
    case(
        "风电主轴轴承，要有铁路专用线",
        "wind_equipment equipment_manufacturing",
        {},
        (),
        ["铁路专用线"],
    ),
    case(
        "400万吨/年煤制油项目，耗煤1500万吨/年",
        "coal_chemical",
        {},
        [(4e6, "t/a")],
        ["耗煤1500万吨/年"],
    ),
    case(
        "绿氨30万吨/年，配套80万千瓦风电，电解槽负荷500MW",
        "green_ammonia_methanol",
        {"power_mw": 500.0},
        [(3e5, "t/a"), (800.0, "MW")],
    ),
    # English.
    case(
        "Fine chemicals, 17,000 t/a, 8,000 m3 of water per day",
        "fine_chemical",
        {"water_m3_per_day": 8000.0},
        [(17000.0, "t/a")],
    ),
    case(
        "A hydrogen plant producing 10,000 tonnes per year from wind and solar",
        "electrolytic_hydrogen",
        {},
        [(10000.0, "t/a")],
    ),
    case(
        "A coal-to-olefins complex, 3 million tonnes per year, in a recognised "
        "chemical park, investment 67 billion yuan",
        "coal_chemical",
        {"investment_cny_1e8": 670.0, "limits": {"chemical_park": True}},
        [(3e6, "t/a")],
    ),
    case(
        "Green hydrogen and ammonia, 1 GW of wind, half of it green",
        "electrolytic_hydrogen green_ammonia_methanol new_energy_power",
        {"green_power_share_min": 0.5},
        [(1000.0, "MW")],
    ),
    case(
        "A factory making towers for wind farms, 300 mu, CNY 1.5 billion",
        "wind_equipment",
        {"land_ha": 20.0, "investment_cny_1e8": 15.0},
    ),
    case(
        "Data centre with 30,000 racks, 100 MW load, 80% renewable electricity",
        "data_center",
        {"power_mw": 100.0, "green_power_share_min": 0.8},
        [(30000.0, "racks")],
    ),
    case(
        "A ferrosilicon plant of 100,000 t/a, 150 MW power demand, not in Wuhai",
        "ferroalloy",
        {"power_mw": 150.0},
        [(100000.0, "t/a")],
        ["not in Wuhai"],
    ),
    case(
        "Dairy in Baotou or Ordos, between 10 and 20 ha",
        "dairy",
        {"land_ha": 20.0, "limits": {"leagues": ["150200", "150600"]}},
    ),
    # Hostile spelling.
    case(
        "光伏玻璃，用地３００亩，投资１．５亿元",
        "pv_silicon",
        {"land_ha": 20.0, "investment_cny_1e8": 1.5},
    ),
    case(
        "用电负荷 55 兆 瓦，用 地 300 亩，硅 铁",
        "ferroalloy",
        {"power_mw": 55.0, "land_ha": 20.0},
    ),
    case(
        "🏭年產5GW單晶硅片\u202e項目\x00，用地300畝",
        "pv_wafer",
        {"land_ha": 20.0},
        [(5.0, "GW/a")],
    ),
]


@pytest.mark.parametrize("asked", CASES, ids=[one.text[:40] for one in CASES])
def test_sentence_is_read_as_worked_out_by_hand(understand, asked: Case):
    found = understand(asked.text)

    assert found.industry_tags == tuple(asked.tags.split())
    assert found.request == asked.request
    assert tuple((one.value, one.unit) for one in found.capacity) == asked.capacity
    assert found.not_understood == asked.missed


def test_every_quantity_shows_the_phrase_it_came_from(understand):
    found = understand(ISSUE)

    assert [(one.text, one.field, one.relation) for one in found.phrases] == [
        ("年产5GW", "capacity", "eq"),
        ("N型单晶硅片", "industry", "main"),
        ("总投资15亿元", "investment_cny_1e8", "eq"),
        ("用地300亩", "land_ha", "eq"),
        ("用电负荷55兆瓦", "power_mw", "eq"),
        ("绿电比例不低于50%", "green_power_share_min", "ge"),
        ("距铁路不超过30公里", "limits.rail_km_max", "le"),
    ]
    for one in found.phrases:
        assert ISSUE[one.start : one.end] == one.text


def test_there_are_sentences_enough():
    assert len(CASES) >= 60
    assert len({one.text for one in CASES}) == len(CASES)
