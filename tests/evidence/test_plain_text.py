"""What would run is taken out of a text, and what only looks like it stays."""

import pytest

from nacre.evidence.plain_text import flattened, inert


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A <script>x</script> B", "A B"),
        ("A <STYLE type=x>x</STYLE> B", "A B"),
        ("A <i onwheel=x()>B</i>", "A B</i>"),
        ("A <div/onclick=x() B", "A div/onclick=x() B"),
        ("at \\x18javascript:x", "at \\x18x"),
        ("<x> and <p> at pT<5 GeV", "<x> and <p> at pT<5 GeV"),
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


def test_notes_and_programs_are_no_text():
    assert (
        flattened("<!-- a --><!DOCTYPE html><p>One<?at <?=1?>?><script>two()</script></p>") == "One"
    )


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<?", "<a ", "<i on", "<!D"])
def test_what_opens_without_end_takes_no_more_than_its_length(piece):
    assert len(flattened(piece * 50_000)) <= len(piece) * 50_000
