"""Patterns are drawn alike every time, for every therapy area, in few bytes."""

import re
from xml.etree import ElementTree

import pytest

from nacre.ui.motif import DRAWINGS, MARKS, mark_svg, pattern_svg

KINDS = sorted(DRAWINGS)


def band(kind: str, seed: int = 7) -> str:
    return pattern_svg(kind, seed, 3, 35, 0.11, 1200, 280)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_make_the_same_drawing(kind):
    assert band(kind) == band(kind)
    assert band(kind) != band(kind, seed=8)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("variant", ["band", "card", "cover", "mark"])
@pytest.mark.parametrize("density", [1, 5])
def test_every_drawing_is_well_formed_and_uses_plain_colours(kind, variant, density):
    svg = pattern_svg(kind, 3, density, 200, 0.1, 640, 360, variant=variant)
    ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    assert "oklch" not in svg
    assert re.search(r"#[0-9a-f]{6}", svg)


@pytest.mark.parametrize("kind", KINDS)
def test_a_band_weighs_little(kind):
    assert len(band(kind).encode()) < 4_500
    assert len(mark_svg(kind, 35, 0.11).encode()) < 700


def test_every_pattern_has_its_mark():
    assert set(MARKS) == set(DRAWINGS)
