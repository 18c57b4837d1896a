"""Fonts, sheet and script are made once and stay light."""

import gzip

import pytest
from fontTools.ttLib import TTFont

from nacre.ui.assets import build_assets, script

pytestmark = pytest.mark.xdist_group("assets")  # they take seconds to make
FIRST_SEEN = ("SourceSerif4", "Atkinson-Regular", "Atkinson-Bold")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("assets")
    build_assets(made)
    return made


def test_the_three_fonts_of_a_page_weigh_less_than_100_kb(folder):
    fonts = [folder / "ui" / "fonts" / f"{name}.woff2" for name in FIRST_SEEN]
    assert sum(font.stat().st_size for font in fonts) < 100_000


@pytest.mark.parametrize("name", FIRST_SEEN)
def test_a_font_keeps_the_letters_that_medicine_needs(folder, name):
    letters = TTFont(folder / "ui" / "fonts" / f"{name}.woff2").getBestCmap()
    assert not [letter for letter in "aÅé≥≤×µ–’“”£½°" if ord(letter) not in letters]


def test_the_serif_stays_variable_in_weight_alone(folder):
    axes = TTFont(folder / "ui" / "fonts" / "SourceSerif4.woff2")["fvar"].axes
    assert [axis.axisTag for axis in axes] == ["wght"]


def test_a_second_run_has_nothing_to_do(folder):
    assert build_assets(folder) == []


def test_the_sheet_names_the_fonts_that_are_there(folder):
    sheet = (folder / "ui" / "site.css").read_text()
    for font in (folder / "ui" / "fonts").glob("*.woff2"):
        assert f'url("fonts/{font.name}")' in sheet
    assert "size-adjust" in sheet


def test_the_script_weighs_less_than_4_kb_compressed():
    assert len(gzip.compress(script().encode(), 6)) < 4_000
