"""One sheet made of many small files, each in its layer."""

import gzip
import re

import pytest

from nacre.ui.stylesheet import files, stylesheet

LAYERS = "reset, tokens, base, layouts, patterns, components, theme, utilities, print"


def test_the_order_of_layers_comes_first():
    assert stylesheet().startswith(f"@layer {LAYERS.replace(', ', ',')};")


@pytest.mark.parametrize("path", files()[2:], ids=lambda path: path.stem)
def test_each_file_is_in_a_layer_and_shouts_nowhere(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
    assert re.match(rf"@layer ({LAYERS.replace(', ', '|')}) {{", text)
    assert "!important" not in text
    assert text.count("{") == text.count("}")
    assert len(text.splitlines()) <= 250


def test_no_file_is_left_out():
    assert len(files()) == len(set(files())) == len(list(files()[0].parent.rglob("*.css")))


def test_the_sheet_weighs_less_than_14_kb_compressed():
    assert len(gzip.compress(stylesheet().encode(), 6)) < 14_000
