"""``/match``: a form by GET, its answer, its faults, its files."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from webapp.match.asked import asked_texts
from webapp.match.reader import find_industry, read_form

WAFER = "/match?industry=pv_wafer&land=300&land_unit=mu&power=55&rail=30"


def form(catalog, **values):
    return read_form(MultiDict(values), catalog, "zh")


def test_land_in_mu_and_in_hectares_ask_for_the_same(catalog):
    in_mu = form(catalog, industry="pv_wafer", land="300", land_unit="mu")
    in_ha = form(catalog, industry="pv_wafer", land="20", land_unit="ha")

    assert in_mu.to_request()["land_ha"] == 20
    assert in_ha.to_request()["land_ha"] == 20


def test_percent_of_green_power_becomes_a_share(catalog):
    asked = form(catalog, industry="pv_wafer", green="50").to_request()

    assert asked["green_power_share_min"] == 0.5


def test_whole_form_becomes_the_requirement(catalog):
    values = MultiDict(
        [
            ("industry", "pv_wafer"),
            ("power", "55"),
            ("water", "2000"),
            ("invest", "15"),
            ("rail", "30"),
            ("port", "60"),
            ("neighbour", "Mongolia"),
            ("mode", "road"),
            ("airport", "150"),
            ("chemical", "1"),
            ("league", "150200"),
            ("league", "150600"),
            ("kind", "park"),
            ("wind_min", "5.5"),
            ("unverified", "keep"),
            ("top", "7"),
            ("weights_of", "pv_wafer"),
            ("w_industry_fit", "40"),
        ]
    )

    assert read_form(values, catalog, "zh").to_request() == {
        "industry": "pv_wafer",
        "power_mw": 55,
        "water_m3_per_day": 2000,
        "investment_cny_1e8": 15,
        "limits": {
            "rail_km_max": 30,
            "land_port_km_max": 60,
            "airport_km_max": 150,
            "port_neighbour": "Mongolia",
            "port_mode": "road",
            "chemical_park": True,
            "leagues": ["150200", "150600"],
            "site_kinds": ["park"],
            "ranges": {"wind_speed_50m_ms": {"min": 5.5}},
        },
        "unverified": "keep",
        "top": 7,
        "weights": {"industry_fit": 0.4},
    }


def test_sliders_of_another_industry_are_left_out(catalog):
    asked = form(catalog, industry="dairy", weights_of="pv_wafer", w_industry_fit="40")

    assert asked.weights == {}


@pytest.mark.parametrize("name", ["pv_wafer", "硅片", "单晶硅与硅片", "拉晶"])
def test_industry_is_found_by_tag_name_and_synonym(catalog, name):
    assert find_industry(catalog, name) == "pv_wafer"


def test_industry_may_be_typed_instead_of_chosen(client):
    answer = client.get("/match?industry_name=硅片")

    assert answer.status_code == 200
    assert "单晶硅与硅片：候选地" in answer.text


def test_unknown_industry_name_is_a_fault_of_its_field(client):
    answer = client.get("/match?industry_name=飞碟")

    assert answer.status_code == 422
    assert "没有找到名为“飞碟”的产业" in answer.text


def test_asked_for_is_told_in_words(catalog):
    asked = form(catalog, industry="pv_wafer", land="300", power="55", rail="30")

    assert asked_texts(asked, catalog, "zh") == [
        "用地 300 亩（20 公顷）",
        "用电 55 兆瓦",
        "距铁路 ≤ 30 公里",
    ]


def test_answer_shows_ranked_parks_with_pictures_and_their_text(client):
    text = client.get(WAFER).text

    assert text.count('class="rank-card"') == 10
    pictures = re.findall(r'class="stack"[^>]*role="img" aria-label="([^"]+)"', text)
    assert len(pictures) == 10
    assert all("得分 0." in label and "产业契合度" in label for label in pictures)


def test_scores_on_the_page_are_those_of_the_api(client):
    text = client.get(WAFER).text
    answer = client.get(WAFER.replace("/match", "/match.json")).get_json()

    shown = re.findall(r'class="rank-score"><strong[^>]*>([\d.]+)</strong>', text)
    assert shown == [f"{entry['score']:.3f}" for entry in answer["ranked"]]


def test_download_is_the_answer_of_the_api(client):
    file = client.get("/match.json?industry=pv_wafer&power=55")
    posted = client.post("/api/v1/match", json={"industry": "pv_wafer", "power_mw": 55})

    assert file.data == posted.data
    assert "attachment" in file.headers["Content-Disposition"]


def test_geojson_holds_ranked_and_excluded_sites(client):
    body = client.get(
        "/match.geojson?industry=import_processing&port=60&neighbour=Mongolia&mode=road"
    ).get_json(force=True)

    groups = {each["properties"]["group"] for each in body["features"]}
    assert body["type"] == "FeatureCollection"
    assert groups == {"ranked", "excluded"}


def test_excluded_places_name_limit_value_and_what_was_asked(client):
    text = client.get(
        "/match?industry=import_processing&port=60&neighbour=Mongolia&mode=road"
    ).text

    part = text[text.index('id="excluded"') :]
    assert "距陆路口岸上限" in part
    assert '<td class="num">60 km</td>' in part


def test_nothing_left_says_what_to_loosen(client):
    text = client.get("/match?industry=pv_wafer&league=150900&elevation_max=1").text

    assert "没有候选地满足全部约束" in text
    assert re.search(r"把“[^”]+”从 1 m 放宽到", text)


def test_form_shows_again_what_was_asked(client):
    text = client.get(WAFER + "&league=150200&unverified=drop").text

    assert re.search(r'name="land" value="300"', text)
    assert re.search(r'value="pv_wafer" selected', text)
    assert re.search(r'name="league" value="150200" checked', text)
    assert re.search(r'name="unverified" value="drop" checked', text)


def test_link_to_english_asks_for_the_same(client):
    html = client.get(WAFER + "&league=150200&league=150600").text
    other = re.search(r'class="lang-switch" href="([^"]+)"', html)[1]
    asked = parse_qs(urlsplit(other.replace("&amp;", "&")).query)

    assert asked["land"] == ["300"]
    assert asked["league"] == ["150200", "150600"]
    assert asked["lang"] == ["en"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("land=-5", "land"),
        ("land=abc", "land"),
        ("land=nan", "land"),
        ("power=1e999", "power"),
        ("green=150", "green"),
        ("rail=-1", "rail"),
        ("league=999999", "league"),
        ("kind=moon", "kind"),
        ("neighbour=China", "neighbour"),
        ("unverified=maybe", "unverified"),
        ("top=0", "top"),
        ("w_industry_fit=-3", "w_industry_fit"),
        ("w_industry_fit=x", "w_industry_fit"),
    ],
)
def test_unusable_value_is_422_with_the_form_and_the_fault(client, query, field):
    answer = client.get(f"/match?industry=pv_wafer&{query}")

    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert 'id="match-form"' in answer.text


def test_download_of_an_unusable_requirement_is_an_error_in_json(client):
    answer = client.get("/match.json?industry=pv_wafer&land=-5")

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


def test_examples_on_the_page_work(client):
    text = client.get("/match").text
    links = re.findall(r'class="chip" href="([^"]+)"', text)

    assert len(links) == 4
    for href in links:
        answer = client.get(href.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert 'class="rank-card"' in answer.text


def test_every_industry_has_an_answer_page(client, catalog):
    for tag in catalog.tables["industries"]["tag"]:
        assert client.get(f"/match?industry={tag}&lang=en").status_code == 200, tag


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["距机场、距铁路。", "50 米风速下限", "海拔上限"]),
        (
            "en",
            [
                "distance to an airport, distance to rail.",
                "least wind speed at 50 m",
                "greatest elevation",
            ],
        ),
    ],
)
def test_page_names_measures_in_words_and_no_column(client, lang, names):
    asked = "industry=pv_wafer&rail=30&airport=100&wind_min=5.6&elevation_max=1100"

    text = client.get(f"/match?{asked}&lang={lang}").text

    shown = re.sub(r"<(pre|script).*?</\1>|<[^>]+>", "", text, flags=re.DOTALL)
    for name in names:
        assert name in shown
    for column in ("rail_km", "airport_km", "wind_speed_50m_ms", "elevation_m"):
        assert column not in shown


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("&rial=30", "参数“rial”不存在，已忽略。是否想写“rail”？"),
        ("&utm_source=x", "参数“utm_source”不存在，已忽略。"),
        ("&w_no_such=20", "参数“w_no_such”不存在，已忽略。"),
        ("&rail=40", "参数“rail”出现多次，只用了第一个。"),
        ("&weights_of=dairy&w_cluster=50", "为另一个产业调整过的权重没有沿用。"),
        ("&rial=30&lang=en", "There is no parameter “rial”; it was ignored."),
    ],
)
def test_part_of_the_link_without_effect_is_named_and_not_kept(client, extra, message):
    answer = client.get(WAFER + extra)

    assert answer.status_code == 200
    assert message in answer.text
    assert 'class="rank-card"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "没有起作用" not in client.get(WAFER).text


def test_part_of_the_link_without_effect_is_not_carried_on(client):
    page = client.get(WAFER + "&rial=30").text

    assert "rial" not in re.findall(r'class="lang-switch" href="([^"]+)"', page)[0]


@pytest.mark.parametrize("ending", ["json", "geojson"])
def test_file_of_an_answer_refuses_an_unknown_parameter(client, ending):
    answer = client.get(WAFER.replace("/match", f"/match.{ending}") + "&rial=30")

    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.json["problems"]] == ["rial"]


def test_hostile_name_of_a_parameter_is_text(client):
    answer = client.get("/match?<img src%3Dx onerror%3Dalert(1)>=1")

    assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize("fault", ["land_unit=acre", "chemical=yes"])
def test_choice_that_does_not_exist_is_a_fault(client, fault):
    assert (
        client.get(f"{WAFER.replace('&land_unit=mu', '')}&{fault}").status_code == 422
    )


def test_limit_that_nobody_can_verify_is_told_once_and_not_on_every_card(client):
    text = client.get(WAFER).text

    box = re.search(r'<div class="notice notice-warn silent">.*?</div>', text, re.S)
    assert box
    assert "用地、用电负荷：几乎没有公开资料" in box.group()
    assert re.search(r"用地：108 处中 \d+ 处可核实", box.group())
    assert "用电负荷：108 处中 0 处可核实" in box.group()
    for asked in ("可供工业用地", "可供电力", "到户电价"):
        assert asked in box.group()
    cards = text[text.index('class="ranking"') :]
    assert "待核实：用" not in cards
    assert "可供电力" not in cards[: cards.index("</ol>")]
    assert "以下约束多数候选地尚无资料" not in text


def test_limit_that_tells_places_apart_is_marked_on_each(client):
    text = client.get("/match?industry=import_processing&port=60&mode=road").text

    assert "silent" not in text
    assert 'badge-accent">已核实：距陆路口岸上限' in text
    assert 'badge-warn">待核实：距陆路口岸上限' in text
    assert "其中有约束待核实" in text


def test_places_that_are_verified_where_few_are_stand_by_name(client):
    text = client.get("/match?industry=coal_chemical&chemical=1&unverified=keep").text

    box = re.search(r'<div class="notice notice-warn silent">.*?</div>', text, re.S)
    assert box
    assert len(re.findall(r'<a href="/parks/', box.group())) > 0
    assert "名次不因此升降" in box.group()


def test_place_that_may_no_longer_exist_is_marked_without_being_asked(client):
    text = client.get("/match?industry=pv_wafer&top=100").text

    assert "待核实：园区现状（是否仍在册）" in text
    assert "已核实：" not in text


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "请选择产业"), ("en", "Please choose an industry")]
)
@pytest.mark.parametrize(
    "sent", ["land=300", "land_unit=mu&industry=", "league=150200&top=5"]
)
def test_form_sent_without_an_industry_asks_for_it(client, sent, lang, said):
    answer = client.get(f"/match?{sent}&lang={lang}")

    assert answer.status_code == 422
    assert said in answer.text
    assert ('value="300"' in answer.text) == ("300" in sent)


@pytest.mark.parametrize("link", ["/match", "/match?lang=en", "/match?league=150200"])
def test_form_that_was_not_sent_has_no_fault(client, link):
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("green=150", "绿电比例不低于（%）：“150”不能用，最大为 100"),
        ("land=0", "用地：“0”不能用，须大于 0"),
        ("power=99999999", "用电负荷（兆瓦）：“99999999”不能用，最大为 1,000,000"),
        ("top=2.5", "列出前几名：“2.5”不能用，须为整数"),
        ("green=150&lang=en", "Green power, at least (%): “150” is above the maximum"),
    ],
)
def test_fault_is_told_in_the_units_of_the_form(client, typed, message):
    answer = client.get(f"/match?industry=pv_wafer&{typed}")

    assert answer.status_code == 422
    assert message in answer.text
    assert "green_power_share_min" not in answer.text


def test_largest_land_is_told_in_the_unit_that_was_typed(client):
    def told(unit):
        text = client.get(
            f"/match?industry=pv_wafer&land=99999999999&land_unit={unit}"
        ).text
        return re.findall(r"最大为 ([\d,]+)", text)[0].replace(",", "")

    assert int(told("mu")) == 15 * int(told("ha"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("industry=pv_wafr", "没有“pv_wafr”这一产业"),
        ("industry=pv_wafr", "是否想选：单晶硅"),
        ("industry=pv_wafer&league=999999", "没有代码为“999999”的盟市"),
        ("industry=pv_wafer&kind=zz", "没有“zz”这一选项"),
        ("industry=coal_power&kind=park", "只能落在旗县区"),
    ],
)
def test_fault_of_a_choice_is_told_in_the_language_of_the_page(client, asked, said):
    answer = client.get(f"/match?{asked}")

    assert answer.status_code == 422
    assert said in answer.text
    assert "expected" not in answer.text


def test_industry_that_seeks_other_places_is_told_why_and_has_no_map(client):
    text = client.get("/match?industry=tourism").text

    assert "本系统不为其排序" in text
    assert "没有候选地满足全部约束" not in text
    assert "leaflet" not in text


def test_limits_and_what_would_let_a_place_in_have_units(client):
    text = client.get(
        "/match?industry=pv_wafer&rail=1&airport=1&port=1&unverified=drop"
    ).text

    assert re.search(r"从 1 km 放宽到 [\d.]+ km", text)
    assert re.search(
        r'<td class="num">[\d.]+ km[^<]*</td><td class="num">1 km</td>', text
    )


def test_share_of_a_limit_is_shown_in_percent(client):
    text = client.get("/match?industry=pv_wafer&green=50&unverified=drop").text

    assert '<td class="num">50%</td>' in text


def test_full_width_digits_spaces_and_thousands_are_numbers(client):
    plain = "/match?industry=pv_wafer&land=1500&rail=30&away_ports=20&top=5"
    typed = "/match?industry=pv_wafer&land=１，５００&rail=３０&away_ports=２０&top=５"

    assert client.get(typed).text == client.get(plain).text
    assert 'value="1500"' in client.get(typed).text


def test_method_is_chosen_kept_and_used(client):
    page = client.get("/match?industry=pv_wafer&method=topsis").text
    answer = client.post(
        "/api/v1/match", json={"industry": "pv_wafer", "method": "topsis", "top": 500}
    ).get_json()

    assert '<option value="topsis" selected>' in page
    assert '<li class="badge">TOPSIS</li>' in page
    scores = re.findall(r'<strong data-live="score">([\d.]+)</strong>', page)
    assert scores[:5] == [f"{one['score']:.3f}" for one in answer["ranked"][:5]]
    links = re.findall(r'href="([^"]+)" download', page)
    assert links
    assert all("method=topsis" in one for one in links)


def test_method_that_does_not_exist_is_a_fault(client):
    assert client.get("/match?industry=pv_wafer&method=magic").status_code == 422
