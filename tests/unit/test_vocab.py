"""Every word of the tables has a Chinese and an English label."""

from __future__ import annotations

import pytest

from geo_zs import vocab
from geo_zs.errors import DataError


def test_word_equals_its_identifier_and_carries_two_labels():
    assert vocab.Stage.SIGNED == "signed"
    assert vocab.Stage("signed") is vocab.Stage.SIGNED
    assert vocab.Stage.SIGNED.label("zh") == "签约"
    assert vocab.Stage.SIGNED.label("en") == "signed"


def test_label_is_found_by_enum_and_by_column():
    assert vocab.label(vocab.ParkLevel, "national", "zh") == "国家级"
    assert vocab.label("stage", "operating", "zh") == "投产"


def test_column_of_one_table_has_its_own_words():
    assert vocab.label("parks.kind", "bonded", "en") == "bonded zone"
    assert vocab.label("rail_nodes.kind", "junction", "zh") == "枢纽"


def test_any_column_that_ends_in_confidence_shares_the_words():
    assert vocab.label("ports.location_confidence", "reported", "zh") == "报道"
    assert vocab.label("seat_precision", "town", "zh") == "乡镇"


def test_classes_of_wind_and_sun_share_their_words():
    assert vocab.words("resource.pv_class") == vocab.words("resource.wind_class")


def test_column_without_a_vocabulary_has_no_words():
    assert vocab.words("parks.notes") is None


def test_unknown_word_is_refused_with_the_known_ones():
    with pytest.raises(DataError, match="mode: is 'ship'; expected one of rail, road"):
        vocab.label("mode", "ship", "zh")


def test_column_without_words_is_refused():
    with pytest.raises(DataError, match="notes: has no vocabulary"):
        vocab.label("notes", "x", "zh")


def test_no_label_is_empty():
    for vocabulary in set(vocab.FIELDS.values()) | {vocab.AdminLevel, vocab.SiteKind}:
        for word in vocabulary:
            assert word.zh, word
            assert word.en, word
