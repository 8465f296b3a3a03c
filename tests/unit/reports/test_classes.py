"""Classes of a map in shades: bounds that are true, ties together, no data apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from geo_zs.reports.classes import NO_DATA, SHADES, classify


def test_rounded_bounds_leave_no_class_empty():
    classes = classify(np.array([17.3, 51.27, 51.96, 86.67, 10300.0]))

    assert [int((classes.members == at).sum()) for at in range(classes.n)] == [1] * 5


def test_five_classes_of_as_many_members_each():
    found = classify(np.arange(1.0, 11.0), decimals=0)

    assert found.bounds == (1.0, 3.0, 5.0, 7.0, 9.0, 10.0)
    assert found.members.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_five_classes_of_the_same_width():
    found = classify(np.array([0.0, 10.0, 50.0, 100.0]), method="equal", decimals=0)

    assert found.bounds == (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    assert found.members.tolist() == [0, 0, 2, 4]


def test_equal_figures_share_a_class():
    found = classify(np.array([1.0, 1.0, 1.0, 1.0, 9.0]))

    assert len(set(found.members[:4].tolist())) == 1


def test_no_data_is_hatched_and_counted_last():
    found = classify(np.array([1.0, np.nan, 2.0, np.inf]), n=2)

    assert found.members.tolist() == [0, -1, 1, -1]
    assert found.paint(-1) is NO_DATA
    assert found.legend("zh")[-1] == ("无数据（2）", NO_DATA)
    assert [text for text, _ in found.legend("en")] == [
        "1.0 – 2.0 (1)",
        "2.0 (1)",
        "no data (2)",
    ]


def test_nothing_known_has_no_class():
    found = classify(np.array([np.nan, np.nan]))

    assert found.n == 0
    assert [text for text, _ in found.legend("en")] == ["no data (2)"]


def test_one_figure_is_one_class():
    found = classify(np.array([3.0, 3.0]))

    assert found.bounds == (3.0, 3.0)
    assert found.legend("zh") == [("3.0（2）", found.paint(0))]


def test_legend_is_true_of_every_member():
    draw = np.random.default_rng(4)
    for _ in range(200):
        values = np.round(draw.lognormal(3, 2, 12), 3)
        for method in ("quantile", "equal"):
            found = classify(values, method=method, decimals=1)
            for value, member in zip(values, found.members, strict=True):
                assert found.bounds[member] - 1e-9 <= value
                assert value <= found.bounds[member + 1] + 1e-9


def test_few_classes_use_the_whole_range_of_shades():
    found = classify(np.array([1.0, 2.0]), n=2, method="equal")

    assert [found.paint(at).fill for at in range(2)] == [SHADES[0], SHADES[-1]]
    assert found.is_dark(1)
    assert not found.is_dark(0)


def test_shades_differ_in_grey():
    def grey(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    levels = [grey(color) + 0.05 for color in SHADES]
    assert all(a / b >= 1.3 for a, b in itertools.pairwise(levels))


@pytest.mark.parametrize("n", [0, 6])
def test_other_numbers_of_classes_are_refused(n):
    with pytest.raises(ValueError, match="expected 1 to 5"):
        classify(np.array([1.0]), n=n)
