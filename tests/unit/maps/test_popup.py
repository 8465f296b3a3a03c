"""Text on its way into a page."""

from __future__ import annotations

import json

import pytest

from geo_zs.maps.popup import data_block, safe_text, script_literal


def test_safe_text_writes_every_character_that_could_run_as_an_entity() -> None:
    assert safe_text("&<>\"'`$\\{}") == (
        "&#38;&#60;&#62;&#34;&#39;&#96;&#36;&#92;&#123;&#125;"
    )


def test_safe_text_leaves_chinese_text_alone() -> None:
    assert safe_text("审图号：GS（2024）0650号") == "审图号：GS（2024）0650号"


def test_script_literal_reads_back_as_the_same_value() -> None:
    value = {"name": "<b>${x}`{{y}}'&\u2028\\u003c", "n": [1, 2.5, None, True]}

    assert json.loads(script_literal(value)) == value


@pytest.mark.parametrize(
    "hostile", ["</script>", "<!--", "${x}", "`", "{{x}}", "{% x %}", "\u2028", "&lt;"]
)
def test_script_literal_holds_no_character_that_could_leave_the_string(
    hostile: str,
) -> None:
    literal = script_literal({"name": hostile})

    inside = literal.removeprefix('{"name":"').removesuffix('"}')
    assert not set(inside) & set("<>&'`${}\u2028\u2029")


def test_script_literal_keeps_a_backslash_before_a_quote() -> None:
    assert json.loads(script_literal('\\"{')) == '\\"{'


def test_script_literal_refuses_a_number_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        script_literal({"x": float("nan")})


def test_data_block_cannot_be_ended_by_its_text() -> None:
    text = json.dumps({"name": "</script><script>x</script>\u2028"}, ensure_ascii=False)

    block = data_block("gz-data", text)

    assert block.startswith('<script type="application/json" id="gz-data">')
    assert block.count("<") == 2
    inner = block.removeprefix('<script type="application/json" id="gz-data">')
    assert json.loads(inner.removesuffix("</script>")) == json.loads(text)
