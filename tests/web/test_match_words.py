"""``/match`` with a requirement in words: read, marked, corrected, refused."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.conftest import HOSTILE
from webapp.match.reader import read_form
from webapp.match.sent import tidy

WAFER = (
    "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
    "绿电比例不低于50%，距铁路不超过30公里"
)
LONG = ("年产5GW单晶硅片项目，用地300亩，用电负荷55兆瓦。" + "周边环境很好，" * 300)[
    :2000
]


def ask(client, **values):
    return client.get("/match", query_string=values)


def send(client, **values):
    """Send the form and return the parameters of the link that it leads to."""
    answer = client.post("/match", data=values)
    assert answer.status_code == 303, answer.text[:500]
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def shown_of(page):
    """Return what a page says it showed by itself."""
    return html.unescape(re.search(r'name="shown" value="([^"]*)"', page)[1])


def test_words_alone_are_answered_with_what_was_read(client):
    text = ask(client, text=WAFER).text

    assert "单晶硅与硅片：候选地" in text
    for part in (
        "用地 300 亩（20 公顷）",
        "用电 55 兆瓦",
        "绿电 ≥ 50%",
        "距铁路 ≤ 30 公里",
    ):
        assert part in text


def test_each_phrase_is_marked_in_the_users_own_text_with_its_value(client):
    text = ask(client, text=WAFER).text
    said = re.search(r'<blockquote class="said">.*?</blockquote>', text, re.S).group()

    assert '<mark class="said-read" title="用地 300 亩 = 20 公顷">用地300亩' in said
    assert 'title="总投资 15 亿元">总投资15亿元' in said
    plain = re.sub(r"<span.*?</span>|<sup.*?</sup>|<[^>]+>", "", said, flags=re.S)
    assert plain == WAFER


def test_what_is_not_understood_and_not_judged_stands_apart(client):
    text = ask(client, text=WAFER + "，希望零电价，周边有熊猫").text

    assert re.search(r"<strong>没有读懂</strong>：<bdi[^>]*>周边有熊猫", text)
    assert re.search(r"<strong>不评价</strong>：<bdi[^>]*>零电价</bdi> — \S+", text)
    assert 'class="said-unjudged"' in text
    assert 'class="said-unread"' in text


def test_form_is_filled_in_with_what_was_read_and_says_so(client):
    text = ask(client, text=WAFER).text

    assert re.search(r'name="land" value="300"', text)
    assert re.search(r'name="rail" value="30"', text)
    assert re.search(r'value="pv_wafer" selected', text)
    assert text.count('class="from-text"') == 6


def test_unchanged_form_leads_to_the_words_alone(client):
    page = ask(client, text=WAFER).text

    asked = send(
        client, text=WAFER, industry="pv_wafer", land="300", land_unit="mu",
        power="55", rail="30", green="50", invest="15", shown=shown_of(page),
    )  # fmt: skip
    assert asked == {"text": [WAFER]}


def test_edited_field_overrides_the_text(client):
    page = ask(client, text=WAFER).text

    asked = send(
        client, text=WAFER, industry="pv_wafer", land="300", land_unit="mu",
        power="55", rail="80", green="50", invest="15", shown=shown_of(page),
    )  # fmt: skip
    assert asked == {"text": [WAFER], "rail": ["80"]}
    again = client.get("/match", query_string=asked).text
    assert "距铁路 ≤ 80 公里" in again
    assert "已由表格改写" in again


def test_amount_whose_unit_was_changed_is_an_edit(client):
    page = ask(client, text=WAFER).text

    asked = send(
        client, text=WAFER, land="300", land_unit="ha", power="55", rail="30",
        green="50", invest="15", industry="pv_wafer", shown=shown_of(page),
    )  # fmt: skip
    assert asked == {"text": [WAFER], "land": ["300"], "land_unit": ["ha"]}


def test_emptied_field_strikes_its_phrase_from_the_text(client, catalog):
    page = ask(client, text=WAFER).text

    asked = send(
        client, text=WAFER, industry="pv_wafer", land="300", land_unit="mu",
        power="55", rail="", green="50", invest="15", shown=shown_of(page),
    )  # fmt: skip
    assert asked == {"text": [WAFER], "without": ["rail"]}
    again = client.get("/match", query_string=asked).text
    assert "距铁路 ≤" not in again
    assert 'class="said-off"' in again
    form = read_form(MultiDict(asked), catalog, "zh")
    sent = form.to_request()["text"]
    assert "用地300亩" in sent
    assert "30公里" not in sent
    assert len(sent) == len(WAFER)


def test_struck_phrase_can_be_counted_again(client):
    text = client.get(
        "/match", query_string={"text": WAFER, "without": ["rail", "land"]}
    ).text

    links = re.findall(r'<a href="([^"]+)">恢复', text)
    asked = [parse_qs(urlsplit(html.unescape(one)).query) for one in links]
    assert sorted(one["without"][0] for one in asked) == ["land", "rail"]


def test_phrase_that_two_fields_share_loses_only_the_one_left_out(client, catalog):
    text = "蒙古牛羊肉进口加工，距二连浩特公路口岸60公里以内"
    form = read_form(MultiDict({"text": text, "without": "port"}), catalog, "zh")

    asked = catalog.read(form.to_request())

    assert asked.limits.land_port_km_max is None
    assert asked.limits.port_ids == ("erlian-road",)


def test_weights_at_their_usual_values_are_not_in_the_link(client):
    page = ask(client, industry="pv_wafer").text
    sliders = dict(
        re.findall(r'name="(w_\w+)" form="match-form" value="([\d.]+)"', page)
    )
    assert len(sliders) >= 10

    moved = {**sliders, "w_cluster": "50"}
    asked = send(
        client,
        industry="pv_wafer",
        weights_of="pv_wafer",
        shown=shown_of(page),
        **moved,
    )
    assert asked == {
        "industry": ["pv_wafer"],
        "weights_of": ["pv_wafer"],
        "w_cluster": ["50"],
    }
    back = send(
        client, industry="pv_wafer", weights_of="pv_wafer", shown=shown_of(page),
        **sliders,
    )  # fmt: skip
    assert back == {"industry": ["pv_wafer"]}


def test_form_without_anything_shown_keeps_all_that_is_filled_in():
    posted = MultiDict(
        [("industry", "dairy"), ("land", "30"), ("land_unit", "ha"), ("rail", " "),
         ("league", "150100"), ("league", "150200"), ("shown", "")]
    )  # fmt: skip

    assert tidy(posted).to_dict(flat=False) == {
        "industry": ["dairy"],
        "land": ["30"],
        "land_unit": ["ha"],
        "league": ["150100", "150200"],
    }


def test_words_in_english_lead_to_an_english_page(client):
    answer = client.post("/match?lang=en", data={"text": "silicon wafers, 300 mu"})

    assert "lang=en" in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).text
    assert 'lang="en"' in page
    assert "How your words were read" in page


def test_text_without_an_industry_is_told_at_the_field(client):
    answer = ask(client, text="用地300亩，距铁路30公里以内")

    assert answer.status_code == 422
    assert "没有从这段话里读出产业" in answer.text
    assert 'href="#f-text"' in answer.text
    assert "用地300亩" in answer.text
    assert re.search(r'name="land" value="300"', answer.text)


def test_industry_may_be_chosen_beside_a_text_that_names_none(client):
    answer = ask(client, text="用地300亩，距铁路30公里以内", industry="pv_wafer")

    assert answer.status_code == 200
    assert "用地 300 亩（20 公顷）" in answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_that_is_too_long_is_a_fault_of_its_field(client, lang):
    answer = client.post(f"/match?lang={lang}", data={"text": "单晶硅片" * 501})

    assert answer.status_code == 422
    assert 'href="#f-text"' in answer.text
    assert "2004" in answer.text


def test_longest_text_is_answered_though_no_link_can_hold_it(client):
    answer = client.post("/match", data={"text": LONG})

    assert answer.status_code == 200
    assert "单晶硅与硅片：候选地" in answer.text
    assert "链接装不下" in answer.text
    assert 'id="here-link"' not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


LONG = ("年产5GW单晶硅片项目，用地300亩，用电负荷55兆瓦。" + "周边环境很好，" * 300)[
    :2000
]


@pytest.mark.parametrize(
    ("count", "method"), [(2000, "post"), (450, "post"), (400, "get"), (450, "get")]
)
def test_page_of_a_long_text_has_no_link_that_a_server_refuses(client, count, method):
    data = {"text": LONG[:count]}
    answer = (
        client.post("/match", data=data)
        if method == "post"
        else client.get("/match", query_string=data)
    )

    assert answer.status_code == 200
    links = re.findall(r'(?:href|action|src)="([^"]*)"', answer.text)
    assert max(len(html.unescape(link)) for link in links) <= 3500
    for form in re.findall(r'<form[^>]*method="get".*?</form>', answer.text, re.S):
        assert LONG[:20] not in form
    assert 'name="ids"' not in answer.text
    assert "不能比较" in answer.text


def test_language_of_a_long_text_is_switched_by_sending_it_again(client):
    page = client.post("/match", data={"text": LONG, "rail": "80"}).text
    form = re.search(r'<form class="lang-form".*?</form>', page, re.S).group()
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    action = html.unescape(re.search(r'action="([^"]+)"', form)[1])

    there = client.post(
        action, data={name: html.unescape(value) for name, value in fields}
    )

    assert action == "/match?lang=en"
    assert there.status_code == 200
    assert "<h1>Sites for " in there.text
    assert 'name="rail" value="80"' in there.text


def test_long_text_that_is_refused_has_no_long_link_either(client):
    answer = client.post("/match", data={"text": LONG, "rail": "-5"})

    assert answer.status_code == 422
    links = re.findall(r'(?:href|action)="([^"]*)"', answer.text)
    assert max(len(html.unescape(link)) for link in links) <= 3500


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_control_character_is_named_and_taken_out(client, char):
    answer = client.post("/match", data={"text": f"单晶{char}硅片"})

    assert answer.status_code == 422
    assert "第 3 个字是看不见的控制字符" in answer.text
    assert char not in answer.text
    assert "单晶硅片</textarea>" in answer.text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_a_text_are_kept(client, end):
    answer = client.post("/match", data={"text": f"单晶硅片{end}用地300亩"})

    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["text"] == ["单晶硅片\n用地300亩"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_words_are_text_wherever_they_stand(client, lang):
    answer = client.get(
        "/match", query_string={"text": f"单晶硅片 {HOSTILE}", "lang": lang}
    )

    assert answer.status_code == 200
    assert "<img src=x" not in answer.text
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text


@pytest.mark.parametrize("shown", ["%%%", "a=b&=c", "w_x=1" * 5000, "\x00=1"])
def test_hidden_field_that_was_tampered_with_does_no_harm(client, shown):
    answer = client.post("/match", data={"industry": "pv_wafer", "shown": shown})

    assert answer.status_code in (303, 422, 200)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("asked", "lang", "shown"),
    [
        ({"text": "乳品厂"}, "zh", "是否位于化工集中区内"),
        ({"text": "乳品厂"}, "en", "whether it lies in a chemical area"),
        ({"industry": "pv_wafer", "leagues": "150600", "invest": "15", "land": "20"},
         "zh", "投资强度标准"),
    ],
)  # fmt: skip
def test_what_parks_are_asked_for_is_told_in_words(client, asked, lang, shown):
    page = ask(client, **asked, lang=lang).text

    assert shown in page
    text = re.sub(r"<[^>]*>", " ", page)
    assert not re.search(r"in_chemical_area|standard_\w+_per_", text)
