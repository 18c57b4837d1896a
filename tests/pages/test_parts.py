"""A film is played from where somebody puts the pointer, and asked for once."""

from io import BytesIO

import pytest
from django.http import FileResponse

from nacre.pages.parts import NotThereError, is_further_on, only_the_part, part_asked

FILM = b"0123456789"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", (0, 9)),
        ("bytes=2-4", (2, 4)),
        ("bytes=7-99", (7, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("", None),
        ("bytes=-", None),
        ("bytes=4-2", None),
        ("bytes=0-1,4-5", None),
        ("pages=1-2", None),
        ("bytes=١-٢", None),
        ("bytes=" + "9" * 100 + "-", None),
    ],
)
def test_a_part_is_read_as_the_standard_says_and_anything_odd_means_the_whole(asked, part):
    assert part_asked(asked, len(FILM)) == part


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=-0", "bytes=99-100"])
def test_what_is_not_there_is_refused(asked):
    with pytest.raises(NotThereError):
        part_asked(asked, len(FILM))


def answered(asked: str) -> FileResponse:
    return only_the_part(FileResponse(BytesIO(FILM)), asked, len(FILM))


def test_a_browser_gets_the_part_it_asked_for():
    answer = answered("bytes=2-4")
    assert (answer.status_code, answer["Content-Range"]) == (206, "bytes 2-4/10")
    assert b"".join(answer.streaming_content) == b"234"
    assert answer["Content-Length"] == "3"


def test_without_a_part_it_gets_the_whole_and_learns_that_parts_may_be_asked_for():
    answer = answered("")
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(answer.streaming_content) == FILM


def test_a_part_after_the_end_is_answered_with_how_long_the_file_is():
    answer = answered("bytes=10-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    ("asked", "further"),
    [("", False), ("bytes=0-", False), ("bytes=3-", True), ("bytes=99-", True)],
)
def test_only_the_beginning_counts_as_a_download(asked, further):
    assert is_further_on(answered(asked)) is further
