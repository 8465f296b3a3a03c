"""The pages that show the definitions of the API: their words in both languages."""

from __future__ import annotations

import html
import json
import re

import pytest

from webapp.api import docs_zh, register_zh, schemas_zh
from webapp.ogc import definition_zh

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OGC, WHOLE = "/ogc/api?f=json", "/api/v1/openapi.json"


def sentences(part):
    """Return the sentences of a document, wherever they stand."""
    if isinstance(part, list):
        return set().union(*map(sentences, part))
    if not isinstance(part, dict):
        return set()
    own = {
        value
        for name, value in part.items()
        if name in ("summary", "description") and isinstance(value, str)
    }
    return own.union(*map(sentences, part.values()))


def words_of(client, path, lang):
    text = client.get(f"{path}?lang={lang}", headers={"Accept": "text/html"}).text
    return json.loads(html.unescape(re.search(r'data-words="([^"]*)"', text)[1]))


def test_every_sentence_of_the_definition_of_ogc_is_there_in_chinese(client):
    document = client.get(OGC).get_json(force=True)
    words = words_of(client, "/ogc/api", "zh")

    del document["info"]
    for path, own in words["operations"].items():
        operation = document["paths"][path]["get"]
        del operation["summary"], operation["description"]
        operation["parameters"] = [
            one
            for one in operation["parameters"]
            if one["name"] not in own["parameters"]
        ]
    assert sentences(document) == set(words["sentences"])
    assert {one["name"] for one in document["tags"]} == set(words["tags"])


def test_every_sentence_of_the_whole_definition_is_there_in_chinese(client):
    document = client.get(WHOLE).get_json(force=True)
    words = words_of(client, "/api/docs", "zh")

    said = sentences(document)
    assert said - set(words["sentences"]) == set()
    assert {one["name"] for one in document["tags"]} == set(words["tags"])
    for table in (docs_zh, register_zh, schemas_zh):
        assert set(table.SENTENCES) - said == set()


def test_fields_of_records_are_there_in_chinese(client):
    schemas = client.get(WHOLE).get_json(force=True)["components"]["schemas"]
    words = words_of(client, "/api/docs", "zh")["sentences"]

    found = sentences(schemas["RegisterProject"]["properties"])
    assert len(found & set(words)) > 40
    assert words["Degrees east (°)"].endswith("（°）")


def test_chinese_words_are_chinese_and_said_once():
    tables = (definition_zh, docs_zh, register_zh, schemas_zh)
    keys = [key for table in tables for key in table.SENTENCES]

    assert len(keys) == len(set(keys))
    for table in tables:
        for said in table.SENTENCES.values():
            assert CHINESE.search(said), said


@pytest.mark.parametrize("path", ["/ogc/api", "/api/docs"])
def test_english_definition_stays_as_it_is(client, path):
    words = words_of(client, path, "en")

    assert not words.get("sentences")
    assert not words.get("tags")
