"""Products that places name, worked by hand on four sites."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geo_zs.errors import DataError
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.products import ProductNames, product_names, with_products

#: All name 化工, two name 电石, one names BDO; nobody names 草甘膦.
NAMES = product_names(
    ["化工", "电石", "BDO", "草甘膦", "硅", "硅片"],
    ["化工;电石;bdo产业园", "化工;电石", "精细化工", "现代化工;硅片"],
)


def test_longest_word_of_a_text_is_found_whatever_its_case():
    found = NAMES.columns_in(["年产硅片与Bdo", "电石"])

    assert [NAMES.words[column] for column in found] == ["硅片", "BDO", "电石"]


def test_rare_word_counts_more_than_a_common_one():
    share = NAMES.share(NAMES.columns_in(["电石 BDO"]))

    # ln(4/2) and ln(4/1): 1/3 and 2/3.
    assert share == pytest.approx([1.0, 1 / 3, 0.0, 0.0])


def test_word_that_every_site_names_tells_nothing_apart():
    assert NAMES.share(NAMES.columns_in(["化工"])) is None
    share = NAMES.share(NAMES.columns_in(["化工 BDO"]))
    assert share == pytest.approx([1.0, 0.0, 0.0, 0.0])


@pytest.mark.parametrize("text", ["草甘膦", "牛肉", ""])
def test_words_that_no_site_names_leave_the_fit_alone(text):
    assert NAMES.share(NAMES.columns_in([text])) is None


def test_products_decide_a_third_of_the_fit_and_unknown_stays_unknown():
    fit = Attribute(
        column="industry_fit",
        unit="",
        value=np.array([0.9, 0.6, math.nan]),
        low=np.array([0.0, 0.6, math.nan]),
        high=np.array([0.9, 0.6, math.nan]),
        source_ids=((),) * 3,
        confidence=("inferred",) * 3,
    )

    found = with_products(fit, np.array([1.0, 0.0, 1.0]))

    assert found.value == pytest.approx([0.6 + 1 / 3, 0.4, math.nan], nan_ok=True)
    assert found.low == pytest.approx([1 / 3, 0.4, math.nan], nan_ok=True)
    assert with_products(fit, None) is fit


def test_words_of_one_character_are_no_product_words():
    assert "硅" not in NAMES.words


def test_matrix_of_another_width_is_refused():
    with pytest.raises(DataError, match="expected one column for each of 2"):
        ProductNames(("a", "b"), np.zeros((3, 1), dtype=bool))
