"""The pages of the service: both languages, forms, faults, hostile names."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import HOSTILE_PARK
from webapp.ogc import asking

PAGES = [
    "/ogc/",
    "/ogc/conformance",
    "/ogc/api",
    "/ogc/functions",
    "/ogc/collections",
    "/ogc/collections/parks",
    "/ogc/collections/leagues",
    "/ogc/collections/projects",
    "/ogc/collections/parks/schema",
    "/ogc/collections/parks/queryables",
    "/ogc/collections/parks/items",
    "/ogc/collections/banners/items",
    "/ogc/collections/rail_lines/items",
    "/ogc/collections/sites/items",
    "/ogc/collections/parks/items/hohhot-jingkai",
    "/ogc/collections/leagues/items/150200",
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def page(client, path, **query):
    return client.get(path, query_string=query, headers=BROWSER)


def heading(answer):
    return re.search(r"<h1>(.*?)</h1>", answer.text, re.S)[1]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_there_in_both_languages(client, path):
    for lang, code in (("", "zh-CN"), ("en", "en")):
        answer = page(client, path, **({"lang": lang} if lang else {}))
        assert answer.status_code == 200
        assert answer.mimetype == "text/html"
        assert f'<html lang="{code}">' in answer.text
    assert 'href="' + path.rstrip("/") in page(client, path, lang="en").text


@pytest.mark.parametrize("path", ["/ogc/conformance", "/ogc/functions"])
def test_english_page_holds_no_chinese_of_its_own(client, path):
    main = page(client, path, lang="en").text.split("<main")[1].split("</main>")[0]

    assert not CHINESE.search(main)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client, path):
    text = page(client, path, lang="en").text
    links = set(re.findall(r'href="(/ogc[^"#]*)"', text))
    links |= {
        one.removeprefix("http://localhost")
        for one in re.findall(r'href="(http://localhost/ogc[^"]*)"', text)
    }

    assert len(links) >= 2
    for one in sorted(links)[:30]:
        answer = client.get(one.replace("&amp;", "&"), headers=BROWSER)
        assert answer.status_code == 200, one


def test_landing_page_shows_the_address_to_paste(client):
    answer = client.get("/ogc/", headers={**BROWSER, "Host": "maps.example"})

    assert "<code>http://maps.example/ogc</code>" in answer.text
    assert "OAPIF:http://maps.example/ogc" in answer.text
    assert "maps.example" not in page(client, "/ogc/").text


def test_language_switch_keeps_what_was_asked(client):
    text = page(client, "/ogc/collections/parks/items", league="150200", limit=5).text
    switch = re.search(r'class="lang-switch" href="([^"]+)"', text)[1]

    assert switch.startswith("/ogc/collections/parks/items?")
    assert "league=150200" in switch
    assert "limit=5" in switch
    assert "lang=en" in switch


def test_form_with_empty_fields_is_taken(client):
    answer = page(
        client, "/ogc/collections/parks/items", filter="", bbox="", limit=20, league=""
    )

    assert answer.status_code == 200
    assert answer.text.count('<th scope="row">') == 20
    assert "bbox=&" not in answer.text


def test_fault_of_a_form_is_told_beside_the_form(client):
    for lang in ("zh", "en"):
        answer = page(
            client, "/ogc/collections/parks/items", filter="level = ", lang=lang
        )
        assert answer.status_code == 400
        assert answer.headers["Cache-Control"] == "no-store"
        assert 'role="alert"' in answer.text
        assert 'value="level = "' in answer.text
        assert 'aria-invalid="true"' in answer.text
    assert "line 1" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "LEVEL = 'national'"},
        {"filter": "zzz = 1"},
        {"filter": "level ="},
        {"filter": "level > 5"},
        {"filter": '{"op":"and"}'},
        {"filter": '{"op":"=","args":[1,1],"x":1}'},
        {"filter": '{"zzz":1}'},
        {"filter": '{"op":"=",'},
        {"filter": '{"op" "="}'},
        {"filter": '{"op":"=","args":[1e999,1]}'},
        {"filter": "x" * 8_001},
        {"filter-lang": "cql2-text"},
        {"filter-lang": "sql", "filter": "TRUE"},
        {"bbox": "1,2"},
        {"bbox": "1,2,3,x"},
        {"bbox": "110,42,112,40"},
        {"bbox": "1,2,3,4,5,1"},
        {"bbox": "-181,40,112,45"},
        {"bbox-crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
        {"datetime": "x"},
        {"datetime": "2024-01-02/2024-01-01"},
        {"crs": "x"},
        {"limit": "0"},
        {"offset": "-1"},
        {"level": "super"},
        {"is_chemical_park": "perhaps"},
        {"approved_area_ha": "big"},
        {"established_year": "19.5"},
        {"LEVEL": "national"},
        {"zzz": "1"},
        {"lang": ["zh", "zh"], "league": ["1", "2"]},
    ],
)
def test_fault_on_a_page_is_told_in_its_language(client, query):
    for lang in ("zh", "en"):
        answer = page(client, "/ogc/collections/parks/items", **{"lang": lang, **query})
        shown = re.search(r'role="alert".*?</ul>', answer.text, re.S)[0]
        faults = re.findall(r"<li>(.*?)</li>", shown, re.S)

        assert answer.status_code == 400
        assert faults
        if lang == "zh" or "lang" in query:
            assert all(CHINESE.search(one) for one in faults), faults
        else:
            assert not any(CHINESE.search(one) for one in faults), faults


def test_filter_of_a_page_filters(client):
    answer = page(client, "/ogc/collections/parks/items", filter="level = 'national'")
    rows = re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]+)', answer.text)

    assert rows
    assert len(rows) < 177
    assert "hohhot-jingkai" in rows


def test_page_for_people_holds_what_a_browser_can_draw(client, monkeypatch):
    monkeypatch.setattr(asking, "MOST_ROWS", 30)
    answer = page(client, "/ogc/collections/parks/items", limit=9999, level="regional")

    assert answer.text.count('<th scope="row">') == 30
    assert 'rel="next"' in answer.text


@pytest.mark.parametrize(
    ("query", "lang", "said"),
    [
        ({"offset": 5000}, "", "本页没有记录，共 177 条"),
        ({"offset": 5000}, "en", "Nothing on this page; 177 in all"),
        ({"filter": "level = 'none'"}, "", "没有符合条件的记录"),
        ({"filter": "level = 'none'"}, "en", "Nothing matches"),
    ],
)
def test_empty_page_says_that_it_is_empty(client, query, lang, said):
    asked = query | ({"lang": lang} if lang else {})
    text = page(client, "/ogc/collections/parks/items", **asked).text

    assert said in text
    assert "0–" not in text
    assert "<tbody>" not in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", {"150100": "呼和浩特市", "economic": "经济技术开发区", "true": "是"}),
        ("en", {"150100": "Hohhot", "economic": "economic development zone"}),
    ],
)
@pytest.mark.parametrize("path", ["items?limit=5&", "items/hohhot-jingkai?"])
def test_codes_stand_beside_their_labels(client, path, lang, said):
    text = client.get(f"/ogc/collections/parks/{path}lang={lang}", headers=BROWSER).text
    shown = re.findall(
        r'<bdi[^>]*>([^<]*)</bdi> ?<code class="ogc-code[^>]*>([^<]+)', text
    )

    assert {code: label for label, code in shown}.items() >= said.items()
    tags = next(code for _, code in shown if code.startswith("modern_services, "))
    asked = {"filter": f"a_contains(industry_tags, ('{tags.split(', ')[0]}'))"}
    assert page(client, "/ogc/collections/parks/items", **asked).status_code == 200


def test_unknown_figure_stands_where_figures_stand(client):
    text = page(client, "/ogc/collections/parks/items", limit=5).text
    cells = re.findall(r'<td class="(\w+)"><span class="unknown">', text)

    assert "num" in cells
    assert "short" in cells


@pytest.mark.parametrize("lang", ["", "en"])
def test_page_says_how_many_of_the_features_its_map_draws(client, lang):
    asked = {"lang": lang} if lang else {}
    answer = page(client, "/ogc/collections/parks/items", **asked)
    said = re.search(r'class="note ogc-map-note">([^<]+)', answer.text)[1]
    drawn, total = map(int, re.findall(r"\d+", said))
    features = client.get("/ogc/collections/parks/items").get_json(force=True)

    assert total == features["numberMatched"]
    assert drawn == sum(one["geometry"] is not None for one in features["features"])


def test_map_that_draws_all_says_nothing(client):
    answer = page(client, "/ogc/collections/airports/items")

    assert "ogc-map-note" not in answer.text


def test_pages_follow_each_other(client):
    path, seen = "/ogc/collections/parks/items?limit=50&lang=en", []
    while path:
        text = client.get(path.replace("&amp;", "&"), headers=BROWSER).text
        seen += re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]+)', text)
        found = re.search(r'href="([^"]+)" rel="next"', text)
        path = found[1] if found else None

    assert len(seen) == len(set(seen)) == 177


def test_title_of_a_refusal_says_that_it_is_one(client):
    path = "/ogc/collections/parks/items?f=html&bbox=1,2"
    for lang, said in (("zh", "请求有误"), ("en", "Bad request")):
        refused = client.get(f"{path}&lang={lang}")
        assert refused.status_code == 400
        assert said in re.search("<title>(.*?)</title>", refused.text)[1]


@pytest.mark.parametrize("part", ["items?limit=20&", "items/hohhot-jingkai?"])
def test_chinese_on_an_english_page_says_what_it_is(client, part):
    path = f"/ogc/collections/parks/{part}f=html&lang="
    english, chinese = (client.get(path + lang).text for lang in ("en", "zh"))
    values = re.findall(r"<td[^>]*><bdi([^>]*)>(.*?)</bdi>", english)

    assert any('lang="zh-CN"' in named for named, _ in values)
    for named, text in values:
        is_chinese = re.search("[\u4e00-\u9fff]", text) is not None
        assert ('lang="zh-CN"' in named) == is_chinese, text
    assert '<bdi lang="' not in chinese


def test_example_in_a_field_does_not_read_like_a_filter(client):
    for lang, said in (("zh", "例如："), ("en", "e.g. ")):
        page = client.get(f"/ogc/collections/projects?f=html&lang={lang}").text
        examples = re.findall('placeholder="([^"]*)"', page)
        assert len(examples) == 3
        assert all(one.startswith(said) for one in examples)


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("collections/parks/queryables", "location_<wbr>precision"),
        ("functions", "distance_<wbr>km("),
    ],
)
def test_long_names_break_between_their_words(client, path, broken):
    assert broken in client.get(f"/ogc/{path}?f=html").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ogc/collections/parcs", 404),
        ("/ogc/collections/parks/items/nobody", 404),
        ("/ogc/nothing", 404),
        ("/ogc?unknown=1", 400),
    ],
)
def test_error_of_a_browser_is_a_page(client, path, status):
    answer = client.get(path, headers=BROWSER)

    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert heading(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/ogc/collections/parks/items?limit=10000",
        f"/ogc/collections/parks/items/{HOSTILE_PARK}",
        "/ogc/collections/projects/items?limit=10000",
        "/ogc/collections/parks",
    ],
)
def test_hostile_names_are_text(hostile_client, path):
    text = hostile_client.get(path, headers=BROWSER).text

    assert "<img src=x" not in text
    assert "<script>alert" not in text
    for script in re.findall(r"<script>(.*?)</script>", text, re.S):
        assert "${alert" not in script


@pytest.mark.parametrize("form", ["json", "csv", "gpkg", "fgb"])
def test_hostile_names_come_whole_or_guarded_in_files(hostile_client, form):
    answer = hostile_client.get(
        f"/ogc/collections/parks/items?f={form}&park_id={HOSTILE_PARK}"
    )

    assert answer.status_code == 200
    assert b"onerror" in answer.data


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "<script>alert(1)</script>"},
        {"filter": "name_zh = '\"><img src=x onerror=alert(1)>'"},
        {"bbox": '"><script>alert(1)</script>'},
        {"<script>alert(1)</script>": "1"},
        {"name_zh": "</title><script>alert(1)</script>"},
        {"crs": "javascript:alert(1)"},
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_parameters_are_text(client, query, lang):
    answer = page(client, "/ogc/collections/parks/items", **query, lang=lang)

    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_every_page_of_the_site_leads_to_the_service(client):
    assert 'href="/ogc/"' in client.get("/data").text
    assert 'href="/ogc/?lang=en"' in client.get("/api/docs?lang=en").text
