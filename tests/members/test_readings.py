"""How a written name is taken apart when nobody says where the surname begins."""

from nacre.members.readings import Reading, norm, readings_of


def test_a_name_is_compared_without_marks_titles_and_letters():
    assert norm("Dr Siobhán") == ("siobhan",)
    assert norm("O'Brien-Smith, MBBS".partition(",")[0]) == ("obrien", "smith")
    assert norm("Łukasz Ørsted FRCP (Edin)") == ("lukasz", "orsted")


def test_every_place_for_the_surname_is_tried():
    assert set(readings_of("Siobhan Obrien Smith")) == {
        Reading(("obrien", "smith"), ("siobhan",)),
        Reading(("smith",), ("siobhan", "obrien")),
    }


def test_a_comma_says_where_the_surname_ends():
    assert list(readings_of("Garcia Lopez, Maria")) == [Reading(("garcia", "lopez"), ("maria",))]


def test_letters_after_a_comma_are_no_given_name():
    assert list(readings_of("Kate Smith, FRCP")) == [Reading(("smith",), ("kate",))]


def test_a_single_word_may_be_either():
    assert set(readings_of("Prakash")) == {Reading(("prakash",), ()), Reading((), ("prakash",))}
