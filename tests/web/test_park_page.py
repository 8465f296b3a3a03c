"""``/parks/<id>`` as a candidate site: supply sheet, its like, medians."""

from __future__ import annotations

import re

import pytest

from webapp.supply_lists import supply_lists

PARK = "/parks/baotou-xitu-hitech"


@pytest.fixture(scope="module")
def wafer(app):
    return app.test_client().get(f"{PARK}?industry=pv_wafer").text


def part(text, name):
    """Return one section of the page."""
    text = text[text.index(f'id="{name}"') :]
    return text[: text.index("</section>")]


def test_supply_sheet_names_works_with_distance_stage_and_source(wafer):
    supply = part(wafer, "supply")

    assert "多晶硅" in supply
    assert "内蒙古通威高纯晶硅项目" in supply
    assert re.search(r'<td class="num">[\d.]+ 公里</td>', supply)
    assert "投产" in supply
    assert "#source-" in supply


def test_distance_from_a_rough_place_is_an_interval(wafer):
    assert re.search(r'<td class="num">\d+–\d+ 公里</td>', part(wafer, "supply"))


def test_main_industry_of_the_park_is_taken_unless_another_is_asked_for(
    client, catalog
):
    tags = catalog.layers["parks"].frame.loc["baotou-xitu-hitech", "industry_tags"]

    usual = client.get(PARK).text
    asked = client.get(f"{PARK}?industry={tags[0]}").text

    assert f'<option value="{tags[0]}" selected>' in usual
    assert part(usual, "supply") == part(asked, "supply")


def test_like_sites_are_listed_with_what_sets_them_apart(wafer):
    like = part(wafer, "like")

    assert like.count('<th scope="row">') == 5
    assert re.search(r"\d+%", like)
    assert 'href="/compare?ids=baotou-xitu-hitech,' in like.replace("%2C", ",")


def test_values_stand_against_the_medians_of_league_and_region(wafer):
    standing = part(wafer, "standing")

    assert "盟市中位数" in standing
    assert "全区中位数" in standing
    assert "高于" in standing
    assert "未定" in standing


def test_links_to_compare_work(client, wafer):
    href = re.search(r'href="(/compare\?ids=[^"]+)">并列比较', wafer)[1]

    assert client.get(href.replace("&amp;", "&")).status_code == 200


def test_unknown_industry_is_refused(client):
    assert client.get(f"{PARK}?industry=moon").status_code == 400


def test_park_that_is_no_candidate_says_so(client, catalog):
    frame = catalog.layers["parks"].frame
    other = next(str(key) for key in frame.index if key not in catalog.sites.ids)

    text = client.get(f"/parks/{other}").text

    assert "不作为候选地" in text
    assert 'id="supply"' not in text


def test_parks_of_all_kinds_have_a_page_in_both_languages(client, catalog):
    keys = catalog.layers["parks"].frame.index[::9]
    for number, key in enumerate(keys):
        lang = "?lang=en" if number % 2 else ""
        assert client.get(f"/parks/{key}{lang}").status_code == 200, key


def test_supplier_that_may_lie_beyond_the_reach_is_told_by_its_interval(app, catalog):
    with app.test_request_context("/"):
        lists = supply_lists(catalog, "ordos-jungar-dalu", "coal_chemical", "zh")
    told = re.findall(r"[\d,.]+(?:–[\d,.]+)? 公里", repr(lists))

    far = [
        one for one in told if float(re.split("[– ]", one)[0].replace(",", "")) > 150
    ]
    assert len(told) > 5
    assert far == []
