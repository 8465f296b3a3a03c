"""What holds of every text, however hostile."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.understanding.complete import MAX_INDUSTRIES
from geo_zs.understanding.load import load_lexicon
from geo_zs.understanding.reader import MAX_TEXT, read

LEXICON = load_lexicon()
PIECES = [
    *("年产", "5GW", "300亩", "用地", "用电负荷", "55兆瓦", "绿电", "不低于", "50%"),
    *("距铁路", "30公里", "总投资", "15亿元", "多晶硅", "不含", "除", "外", "口岸"),
    *("满洲里", "包头市", "化工园区", "零电价", "一期", "分别为", "三百", "万", "亿"),
    *("千瓦", "/", "-", "~", "，", "。", "(", "）", "within", "km", "of", "a", "port"),
    *("half", "US$", "200", "million", "0", "1,50", "\u202e", "\x00", "\ud800", "🏭"),
    *("２０", "×", "蒙古国", "有限公司", "硅", "铁", "风电", "储能", "to", "and", "-5"),
    *("1e9", "吨标准煤", "标准煤", "百分之", "元/亩", "为", "供", "年", "日", "用水"),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_no_text_breaks_the_reader_and_every_phrase_is_where_it_says(text: str):
    found = read(text, LEXICON)

    for one in found.phrases:
        assert text[one.start : one.end] == one.text
        assert one.text
    for piece in (*found.not_understood, *(n.text for n in found.not_evaluated)):
        assert piece in text
    assert len(set(found.industry_tags)) == len(found.industry_tags)
    assert set(found.industry_tags) <= set(LEXICON.kinds)
    json.dumps(dict(found.request), allow_nan=False)


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_reading_twice_gives_the_same(text: str):
    assert read(text, LEXICON) == read(text, LEXICON)


@settings(deadline=None, max_examples=200)
@given(text=TEXTS)
def test_values_are_possible_ones(text: str):
    request = read(text, LEXICON).request

    for name, value in request.items():
        if name != "limits":
            assert value > 0 or name == "green_power_share_min"
    assert 0 <= request.get("green_power_share_min", 0) <= 1
    for name, value in request.get("limits", {}).items():
        assert value != [], name


SENTENCE = (
    "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
    "绿电比例不低于50%，距铁路不超过30公里，距策克口岸60公里以内"
)
FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789%GWN"}


def _same_reading(one, other) -> bool:
    return (one.industry_tags, one.request, one.not_understood) == (
        other.industry_tags,
        other.request,
        other.not_understood,
    )


@pytest.mark.parametrize(
    "variant",
    [
        SENTENCE.translate(FULL_WIDTH),
        SENTENCE.replace("，", ", "),
        SENTENCE.replace("5GW", "5 GW").replace("300亩", " 300 亩"),
        SENTENCE.replace("300亩", "300\u3000亩").replace("15亿元", "15\u00a0亿元"),
        SENTENCE.replace("用地", "用\u200b地"),
        SENTENCE.replace("铁路", "鐵路").replace("300亩", "300畝"),
        SENTENCE.replace("，", "\n"),
        SENTENCE.upper(),
        SENTENCE.lower(),
        "\u202e" + SENTENCE + "\u202c",
        SENTENCE.replace("300亩", "三百亩").replace("15亿", "十五亿"),
        SENTENCE.replace("5GW N型", "5GWN型"),
    ],
)
def test_spelling_changes_no_reading(variant: str):
    assert _same_reading(read(variant, LEXICON), read(SENTENCE, LEXICON))


@settings(deadline=None, max_examples=60)
@given(places=st.sets(st.integers(0, len(SENTENCE)), max_size=12))
def test_marks_that_nobody_sees_change_no_reading(places: set[int]):
    text = "".join(
        ("\u200b" if at in places else "") + char for at, char in enumerate(SENTENCE)
    )

    assert _same_reading(read(text, LEXICON), read(SENTENCE, LEXICON))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "一",
        "亿",
        "万",
        " ",
        "硅 ",
        "和",
        "多晶硅、",
        "不含",
        "300亩",
        "5-",
        "百分之",
        "为",
        "包头",
        "a ",
        "（",
        "\ufdfa",
    ],
)
def test_long_runs_of_one_piece_are_read_to_the_end(piece: str):
    text = (piece * MAX_TEXT)[:MAX_TEXT]

    found = read(text, LEXICON)

    assert found.text == text


def test_what_stands_behind_the_longest_text_is_not_read():
    text = "多晶硅，" + "。" * MAX_TEXT + "用地300亩"

    assert read(text, LEXICON).request == {}


def test_lists_of_industries_are_cut_by_the_request_and_not_by_the_reader():
    found = read("多晶硅、铁合金、电解铝、风机叶片、数据中心、乳制品", LEXICON)

    assert len(found.industry_tags) == MAX_INDUSTRIES + 1


#: Clauses that mean nothing to the reader, and words that make it read the rest.
UNKNOWN = [
    *("幼儿园", "摩天轮", "游泳池", "停机坪", "swimming pool", "Ferris wheel"),
    *("生态红线", "自然保护区", "水源地", "学校", "高速公路", "village"),
]
FRAMES = [
    "多晶硅，{}",
    "多晶硅，用地300亩，{}",
    "多晶硅，{}，用地300亩",
    "年产10万吨多晶硅，用电负荷75万千瓦，还要{}",
    "多晶硅，避开{}",
    "用地300亩带{}的多晶硅项目",
    "a polysilicon plant with {}, 20 ha",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("word", UNKNOWN)
def test_words_that_nothing_is_made_of_are_told(frame: str, word: str):
    found = read(frame.format(word), LEXICON)

    assert any(word in piece for piece in found.not_understood), found


WHERE = ["包头", "鄂尔多斯市", "集宁区", "Wuhai", "Xing'an League", "满洲里"]
ROUND = [
    *("在{}", "不要在{}", "优先{}", "{}以外", "从{}采购", "靠近{}", "{}", "在{}附近"),
    *("in {}", "avoid {}", "preferably in {}", "near {}", "from {}", "the {} area"),
    *("{}人民很热情", "与{}的朋友", "距{}50公里以外", "距{}50公里以内", "说起{}"),
]


@pytest.mark.parametrize("words", ROUND)
@pytest.mark.parametrize("place", WHERE)
def test_no_place_vanishes(place: str, words: str):
    found = read(f"多晶硅，{words.format(place)}", LEXICON)

    told = [
        *(one.text for one in found.phrases if one.field != "industry"),
        *found.not_understood,
        *(one.zh for one in found.hints),
    ]
    assert any(place in piece for piece in told), found


@settings(deadline=None, max_examples=200)
@given(clauses=st.lists(st.sampled_from(PIECES + UNKNOWN), min_size=1, max_size=8))
def test_an_unknown_word_between_commas_is_told(clauses: list[str]):
    found = read("，".join([*clauses, "摩天轮"]), LEXICON)

    assert any("摩天轮" in piece for piece in found.not_understood)
