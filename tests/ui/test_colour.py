"""Colours come out as plain sRGB and contrast is measured as WCAG measures it."""

import pytest

from nacre.ui.colour import contrast_ratio, oklch_to_hex


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "expected"),
    [
        (1, 0, 0, "#ffffff"),
        (0, 0, 0, "#000000"),
        (0.6279, 0.2577, 29.23, "#ff0000"),
        (0.5198, 0.1769, 142.5, "#008000"),
    ],
)
def test_oklch_becomes_the_same_colour_in_srgb(lightness, chroma, hue, expected):
    found = oklch_to_hex(lightness, chroma, hue)
    for place in (1, 3, 5):
        assert abs(int(found[place : place + 2], 16) - int(expected[place : place + 2], 16)) <= 1


def test_contrast_of_black_on_white_is_21_and_does_not_depend_on_order():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#ffffff", "#767676") == contrast_ratio("#767676", "#ffffff")
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
