"""The pages: language, landmarks, links, tables; nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

PAGES = [
    "/",
    "/layers",
    "/layers/parks",
    "/layers/leagues",
    "/layers/banners",
    "/layers/ports",
    "/layers/energy_bases",
    "/layers/power_plants",
    "/layers/airports",
    "/layers/rail_nodes",
    "/layers/rail_lines",
    "/layers/projects",
    "/match",
    "/match?industry=pv_wafer&land=300&power=55&rail=30",
    "/parks/hohhot-jingkai",
    "/leagues/150200",
    "/region",
    "/projects",
    "/data",
    "/api/docs",
]


class Outline(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("href", "src", "action"):
            if name in values:
                self.links.append((tag, values[name] or ""))

    def count(self, tag):
        return sum(1 for name, _ in self.tags if name == tag)


@pytest.fixture(params=PAGES)
def page(request, client):
    answer = client.get(request.param)
    assert answer.status_code == 200
    return Outline(answer.text)


def test_page_has_title_language_one_heading_and_landmarks(page):
    tags = dict(page.tags[:3])

    assert tags["html"]["lang"] == "zh-CN"
    assert page.count("title") >= 1
    assert page.count("h1") == 1
    assert page.count("main") == 1
    assert page.count("header") == 1
    assert page.count("nav") >= 1


def test_page_has_a_skip_link_to_its_main_part(page):
    links = [href for tag, href in page.links if tag == "a"]

    assert links[0] == "#main"
    assert "main" in page.ids


def test_ids_are_unique(page):
    assert len(page.ids) == len(set(page.ids))


def test_nothing_is_loaded_from_elsewhere(page):
    loaded = [
        href
        for tag, href in page.links
        if tag in ("script", "link", "img", "iframe", "form")
    ]

    assert all(href.startswith(("/", "data:")) for href in loaded)
    assert all(not href.startswith("//") for href in loaded)


def test_every_field_of_a_form_has_a_label(page):
    labelled = {v.get("for") for tag, v in page.tags if tag == "label"}
    for tag, values in page.tags:
        is_field = tag in ("input", "select") and values.get("type") not in (
            "hidden",
            "checkbox",
            "radio",
            "submit",
        )
        if is_field:
            assert values.get("id") in labelled or values.get("aria-label"), values


def test_every_table_has_a_caption_and_scoped_heads(page):
    assert page.count("caption") == page.count("table")
    assert all(values.get("scope") for tag, values in page.tags if tag == "th")


@pytest.mark.parametrize("path", PAGES)
def test_english_page_keeps_the_language_on_every_link(client, path):
    glue = "&" if "?" in path else "?"
    answer = client.get(f"{path}{glue}lang=en")
    outline = Outline(answer.text)

    assert outline.tags[0][1]["lang"] == "en"
    for tag, href in outline.links:
        is_page = tag == "a" and href.startswith("/")
        is_file = href.startswith(("/api/", "/static/"))
        if is_page and not is_file and not _is_switch(outline, href):
            assert "lang=en" in href, href


def _is_switch(outline, href):
    return any(
        values.get("href") == href and values.get("hreflang") == "zh-CN"
        for tag, values in outline.tags
        if tag == "a"
    )


@pytest.mark.parametrize("path", PAGES)
def test_language_switch_leads_to_the_same_view(client, path):
    html = client.get(path).text
    other = re.search(r'class="lang-switch" href="([^"]+)"', html)[1]
    there = client.get(other.replace("&amp;", "&")).text
    back = re.search(r'class="lang-switch" href="([^"]+)"', there)[1]

    assert "lang=en" in other
    again = client.get(back.replace("&amp;", "&")).text
    assert again == html


@pytest.mark.parametrize("path", PAGES)
def test_links_on_the_site_lead_somewhere(client, path):
    outline = Outline(client.get(path).text)
    links = {href for tag, href in outline.links if tag == "a"}
    for href in sorted(links)[:40]:
        if href.startswith(("/parks/", "/leagues/", "/layers", "/region", "/data")):
            target = href.split("#")[0]
            assert client.head(target).status_code == 200, href


def test_pages_name_source_version_and_map_review_number(client, catalog):
    text = client.get("/data").text

    assert catalog.data_version in text
    assert "GS（2024）0650号" in text
    for source in catalog.sources.values():
        assert f'id="source-{source.source_id}"' in text


def test_repost_addresses_are_text_and_no_links(client, catalog):
    links = {href for _, href in Outline(client.get("/data").text).links}

    reposts = [s.address for s in catalog.sources.values() if s.link is None]
    assert reposts
    assert not links & set(reposts)


def test_every_park_and_league_has_a_page(client, catalog):
    for key in catalog.layers["parks"].frame.index:
        assert client.get(f"/parks/{key}").status_code == 200, key
    for key in catalog.layers["leagues"].frame.index:
        assert client.get(f"/leagues/{key}?lang=en").status_code == 200, key


def test_unknown_facts_of_a_park_are_named_as_unknown(client):
    text = client.get("/parks/hohhot-jingkai").text

    assert re.search(r"未知：[^<]*工业用地价格", text)


@pytest.mark.parametrize("path", ["/parks/nope", "/leagues/110000", "/layers/lakes"])
def test_unknown_place_is_404(client, path):
    assert client.get(path).status_code == 404


def test_region_page_marks_the_doubtful_figures(client):
    text = client.get("/region").text

    assert text.count("is-doubt") == 2
    assert "50万套" in text


def test_pledged_and_arrived_money_stand_apart(client):
    text = client.get("/projects").text

    assert "总投资" in text
    assert "到位资金" in text
    assert "从不相加" in text


def test_article_project_shows_print_and_reading(client):
    text = client.get("/projects").text

    assert "三一重机马托勒中蒙甘青蒙鄂口岸加工园区风光氢储一体化示范项目" in text
    assert "甘其毛都口岸加工园区" in text


def test_unlocated_projects_are_listed_with_the_reason(client, catalog):
    text = client.get("/projects").text
    frame = catalog.layers["projects"].frame

    rows = frame[frame["located_by"] == "none"]
    assert len(rows) > 0
    for reason in rows["unlocated_reason_zh"]:
        assert reason in text.replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize("path", ["/region", "/region?lang=en"])
def test_figures_of_the_article_are_printed_as_given(client, path):
    page = client.get(path).text

    assert "1,964.8" in page
    assert "1,436.7" in page
    assert "1,965" not in page
    assert "1,437" not in page


def test_table_prints_the_digits_that_its_file_holds(client, catalog):
    frame = catalog.layers["projects"].frame
    key = frame.index[frame["pledged_cny_1e8"] == 30.338492][0]

    page = client.get(f"/layers/projects?q={key}").text

    assert "30.338492" in page


def test_figure_that_the_article_gives_as_more_than_says_so(client):
    chinese = client.get("/region").get_data(as_text=True)
    english = client.get("/region?lang=en").get_data(as_text=True)

    # RF-016 of the article: 30多家企业.
    assert "<small>超过</small> 30" in chinese
    assert "<small>more than</small> 30" in english


@pytest.mark.parametrize(
    ("path", "crumb"),
    [
        ("/leagues/150200", "包头市"),
        ("/leagues/150200?lang=en", "Baotou"),
        ("/parks/hohhot-zhonghuan", "中环产业园"),
        ("/layers/parks", "园区"),
    ],
)
def test_crumbs_end_with_the_name_of_the_page(client, path, crumb):
    page = client.get(path).text

    crumbs = re.findall(r'<p class="crumbs">(.*?)</p>', page, re.DOTALL)[0]
    assert re.sub(r"<[^>]+>", "", crumbs).endswith(f"› {crumb}")


def test_unknown_number_stands_where_numbers_stand(client):
    page = client.get("/layers/parks").text

    assert re.search(r'<td class="num">\s*<span class="unknown">', page)


def test_wrong_address_of_a_park_leads_to_those_like_it(client):
    answer = client.get("/parks/hohhot-zhonghua?lang=en")

    assert answer.status_code == 404
    assert "Nothing is known as “hohhot-zhonghua”." in answer.text
    assert 'href="/parks/hohhot-zhonghuan?lang=en"' in answer.text


def test_page_that_does_not_exist_offers_the_others(client):
    page = client.get("/nothing").text

    assert "地址可能写错" in page
    assert 'class="chip" href="/match"' in page


@pytest.mark.parametrize("path", ["/region", "/leagues/150200", "/projects", "/"])
def test_english_page_writes_units_in_english(client, path):
    page = client.get(f"{path}?lang=en").text

    for unit in ("亿元", "万千瓦", "万套", "家企业"):
        assert not re.search(rf"[0-9]</[a-z]+> *{unit}|<small>{unit}", page)
        assert f'"unit":"{unit}"' not in page.replace(" ", "")


@pytest.mark.parametrize(
    ("query", "address"), [("", "/api/docs"), ("?lang=en", "/api/docs?lang=en")]
)
def test_link_to_the_api_keeps_the_language(client, query, address):
    page = client.get(f"/data{query}").get_data(as_text=True)

    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def test_places_held_at_one_point_are_not_said_to_be_0_km_apart(client):
    page = client.get("/parks/hohhot-zhonghuan").text

    assert "同一点位" in page
    assert ">0 公里<" not in page


def test_chinese_names_on_the_english_page_of_sources_say_what_they_are(client):
    english = client.get("/data?lang=en").text
    names = re.findall(r"<bdi([^>]*)>(.*?)</bdi>", english)
    credits_ = re.search(r'<ul class="credits">(.*?)</ul>', english)[1]

    assert any('lang="zh-CN"' in named for named, _ in names)
    for named, text in (*names, *re.findall("<li([^>]*)>(.*?)</li>", credits_)):
        is_chinese = re.search("[\u4e00-\u9fff]", text) is not None
        assert ('lang="zh-CN"' in named) == is_chinese, text
    assert '<bdi lang="' not in client.get("/data").text
