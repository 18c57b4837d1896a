"""What would run is taken out of a text, and what only looks like it stays."""

import pytest

from nacre.evidence.plain_text import flattened, inert


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A <script>x</script> B", "A x B"),
        ("A <scr<script>ipt>x", "A x"),
        ("< / script >x", "x"),
        ("HbA1c <base line in 40%", "HbA1c base line in 40%"),
        ("p <b and c> d", "p <b and c> d"),
        ("n<5 and m>3", "n<5 and m>3"),
        ("see javascript:alert(1)", "see alert(1)"),
        ("data: text and html", "data: text and html"),
        ("<" * 9, "<" * 9),
    ],
)
def test_a_text_is_left_without_what_would_run(text, left):
    assert inert(text) == left


def test_markup_is_taken_out_however_often_it_was_escaped():
    assert flattened("H<sub>2</sub>O &amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt; &lt; 5") == "H2O x < 5"
