"""``/compare``: sites side by side, and what is wrong with a link to it."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import HOSTILE_PARK
from webapp.compare.reader import find_sites

PAIR = "/compare?industry=pv_wafer&rail=30&ids=baotou-xitu-hitech,ordos-mengsu"


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_form_alone_asks_for_sites_and_industry(client):
    page = client.get("/compare")

    assert page.status_code == 200
    assert page.text.count('name="ids"') == 4
    assert "包头稀土高新技术产业开发区 (baotou-xitu-hitech)" in page.text


def test_sites_stand_side_by_side_with_their_scores_of_the_api(client):
    answer = client.get("/match.json?industry=pv_wafer&rail=30").get_json()
    three = answer["ranked"][:3]
    ids = ",".join(one["site"]["id"] for one in three)

    text = client.get(f"/compare?industry=pv_wafer&rail=30&ids={ids}").text

    shown = re.findall(r'class="compare-score"><strong>([\d.]+)</strong>', text)
    assert shown == [f"{one['score']:.3f}" for one in three]
    assert text.count('class="compare-card"') == 3


def test_part_of_a_park_names_the_part_that_is_ranked_for_it(client):
    answer = client.get("/match.json?industry=pv_wafer").get_json()
    place = next(one["site"] for one in answer["ranked"] if one["site"]["beside"])
    other = next(one["site"] for one in answer["ranked"] if one["site"] is not place)

    text = client.get(
        f"/compare?industry=pv_wafer&ids={place['beside'][0]['id']},{other['id']}"
    ).text

    assert f"与 {place['name_zh']} 同属一个园区" in text


def test_overlapping_scores_are_not_settled_and_settled_rows_say_who_is_better(client):
    text = plain(client.get(PAIR).text)

    assert "总分未分高下" in text
    assert "地震动加速度" in text
    assert "鄂尔多斯蒙苏经济开发区 较好" in text
    assert "未分高下" in text


def test_every_interval_has_a_picture_with_words(client):
    text = client.get(PAIR).text

    labels = re.findall(r'class="range"[^>]*aria-label="([^"]+)"', text)
    assert labels
    assert all("效用" in label for label in labels)
    assert any("按 0.50 计" in label for label in labels)


def test_limits_say_of_each_site_whether_they_are_met(client):
    text = client.get(PAIR + "&power=55").text

    part = text[text.index("<h2>硬约束</h2>") :]
    assert "距铁路上限" in part
    assert "待核实" in part
    assert "园区现状" not in part[: part.index("</table>")]


def test_supply_names_upstream_works_near_each_site(client):
    text = plain(client.get(PAIR).text)

    part = text[text.index("150 公里内的上游供应") :]
    assert "多晶硅" in part
    assert "最近：" in part


def test_names_are_taken_as_well_as_ids(client, catalog):
    name = "鄂尔多斯蒙苏经济开发区"

    by_name = client.get(
        f"/compare?industry=pv_wafer&ids=baotou-xitu-hitech&ids={name}"
    )

    assert by_name.status_code == 200
    assert find_sites(catalog.sites, name) == ("ordos-mengsu",)
    assert find_sites(catalog.sites, f"{name} (ordos-mengsu)") == ("ordos-mengsu",)


def test_unknown_site_is_named_with_near_misses(client):
    answer = client.get("/compare?industry=pv_wafer&ids=baotou-xitu,ordos-mengsu")

    assert answer.status_code == 422
    assert "没有名为“baotou-xitu”的候选地" in answer.text
    assert "(baotou-xitu-hitech)" in answer.text


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ("ordos-mengsu", "现在是 1 处"),
        (
            "ordos-mengsu,ordos-hitech,ordos-zongbao,baotou-xitu-hitech,hohhot-jingkai",
            "现在是 5 处",
        ),
        ("ordos-mengsu,ordos-mengsu", "写了两次"),
    ],
)
def test_wrong_number_of_sites_is_told(client, ids, message):
    answer = client.get(f"/compare?industry=pv_wafer&ids={ids}")

    assert answer.status_code == 422
    assert message in answer.text


def test_unknown_industry_and_parameter_are_told(client):
    two = "ids=ordos-mengsu,ordos-hitech"

    assert client.get(f"/compare?industry=moon&{two}").status_code == 422
    assert client.get(f"/compare?industry=pv_wafer&rial=3&{two}").status_code == 422


def test_one_site_without_an_industry_opens_the_form_with_it(client):
    page = client.get("/compare?ids=ordos-mengsu")

    assert page.status_code == 200
    assert 'value="鄂尔多斯蒙苏经济开发区 (ordos-mengsu)"' in page.text


def test_request_of_the_match_page_is_kept_in_form_and_links(client):
    text = client.get(PAIR).text

    assert '<input type="hidden" name="rail" value="30">' in text
    other = re.search(r'class="lang-switch" href="([^"]+)"', text)[1]
    assert "rail=30" in other
    assert "ids=baotou-xitu-hitech" in other
    english = client.get(other.replace("&amp;", "&"))
    assert "not settled" in english.text


def test_excluded_site_is_compared_and_marked(client):
    answer = client.get(
        "/compare?industry=import_processing&port=60&neighbour=Mongolia&mode=road"
        "&ids=ordos-mengsu,hohhot-jingkai"
    )

    assert answer.status_code == 200
    assert "不满足：距陆路口岸上限" in answer.text


def test_hostile_text_is_shown_and_does_not_run(client, hostile_client):
    told = client.get("/compare?industry=pv_wafer&ids=<script>alert(1)</script>,x")
    shown = hostile_client.get(
        f"/compare?industry=pv_wafer&ids=ordos-mengsu,{HOSTILE_PARK}"
    )

    for page in (told, shown):
        assert "<script>alert(" not in page.text
    assert "&lt;script&gt;alert(1)" in told.text


def test_same_link_gives_the_same_bytes(client, app):
    assert client.get(PAIR).data == app.test_client().get(PAIR).data
