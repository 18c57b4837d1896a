"""Captions are captions in the browser too, or are refused with the reason."""

import pytest

from nacre.editorial.captions import NotCaptionsError, cues_in

GOOD = """WEBVTT - what is said

1
00:01.000 --> 00:04.500 line:90%
Good morning.

00:00:05.000 --> 01:00:07.250
We looked at 40 wards.
Then at 4 more.
"""


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_captions_are_counted(text):
    assert cues_in(text.encode()) == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"1\n00:00:01,000 --> 00:00:04,000\nAn SRT file.\n", "begins with the word WEBVTT"),
        (b"WEBVTTX\n\n00:01.000 --> 00:04.500\nNo.\n", "begins with the word WEBVTT"),
        (b"WEBVTT\n", "no caption"),
        (b"WEBVTT\n\n00:04.000 --> 00:01.000\nBackwards.\n", "no caption"),
        (b"WEBVTT\n\n00:99.000 --> 01:99.000\nNo such second.\n", "no caption"),
        (b"WEBVTT\n\n\xff\xfe", "UTF-8"),
        (b"WEBVTT" + b" " * 2_000_000, "too large"),
    ],
)
def test_what_shows_nothing_is_refused_with_the_reason(data, said):
    with pytest.raises(NotCaptionsError, match=said):
        cues_in(data)
