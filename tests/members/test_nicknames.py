"""The table of nicknames."""

import pytest

from nacre.members.nicknames import TABLE, are_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [("liz", "elizabeth"), ("tony", "anthony"), ("bill", "william"), ("kate", "katherine"),
     ("mo", "mohammed"), ("mo", "muhammad"), ("mohamed", "mohammad"), ("catherine", "kathryn"),
     ("sean", "shaun"), ("alex", "alexandra"), ("alex", "alexander"), ("dai", "dafydd"),
     ("peggy", "margaret"), ("jonny", "jonathan"), ("yusuf", "youssef")],
)  # fmt: skip
def test_the_table_is_read_in_both_directions(one, other):
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("liz", "beth"), ("alexandra", "alexander"), ("francis", "frances"), ("paul", "paula"), ("", "")],
)  # fmt: skip
def test_two_people_are_not_made_one(one, other):
    assert not are_alike(one, other)


def test_the_table_holds_names_as_they_are_compared():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words = line.replace("|", " ").split()
            assert line.count("|") == 1
            assert all(w.isascii() and w.isalpha() and w == w.lower() for w in words), line
