"""A theme is seven values; what cannot be read is refused with the measured contrast."""

import re

import pytest

from nacre.ui.stylesheet import CSS
from nacre.ui.theme import DARK, LIGHT, Theme, check_theme, mail_colours, theme_css, theme_version


@pytest.mark.parametrize("hue", range(0, 360, 20))
@pytest.mark.parametrize("chroma", [0.04, 0.16])
def test_every_hue_of_a_blueprint_reaches_aa_in_light_and_dark(hue, chroma):
    assert check_theme(Theme(hue=hue, chroma=chroma, accent_hue=(hue + 150) % 360)) == []


def test_a_theme_below_aa_is_refused_with_the_measured_ratio():
    complaints = check_theme({"hue": 30, "chroma": 0.4, "accent_hue": 60})
    assert complaints
    assert all(re.search(r"has a contrast of \d+\.\d; \d\.\d is the least", c) for c in complaints)


@pytest.mark.parametrize("token", sorted(LIGHT))
def test_the_tokens_say_the_same_numbers_as_the_contrast_check(token):
    tokens = (CSS / "tokens.css").read_text()
    value = re.search(rf"--{token}: light-dark\((.*?)\);", tokens, re.DOTALL)[1]
    shades = re.findall(r"oklch\(([\d.]+) (?:calc\([^*]+\* ([\d.]+)\)|(0)|var)", value)
    found = [(float(light), float(share or nothing or 1)) for light, share, nothing in shades]
    assert found == [(s.lightness, s.share) for s in (LIGHT[token], DARK[token])]


def test_the_sheet_of_a_theme_sets_its_numbers_and_drawings_in_the_theme_layer():
    sheet = theme_css(Theme(hue=35, chroma=0.11, motif="lobules", corner=8))
    assert sheet.startswith("@layer theme{:root{--brand-hue:35;--brand-chroma:0.11;")
    assert "--corner:0.5rem" in sheet
    assert sheet.count("data:image/svg+xml") == 2
    assert "#" not in sheet.replace("%23", "")


def test_a_mapping_with_more_in_it_is_a_theme_too_and_nothing_is_the_hubs():
    assert Theme.of({"hue": 1, "logo": "x"}) == Theme(hue=1)
    assert Theme.of(None) == Theme()


def test_the_version_changes_with_the_theme_alone():
    assert theme_version(Theme()) == theme_version(None) != theme_version(Theme(hue=1))


def test_mail_gets_plain_colours():
    assert set(mail_colours(None)) >= {"brand", "ink", "ink_quiet", "brand_quiet"}
