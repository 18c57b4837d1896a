"""Grades as their professions have them."""

from nacre.members.grades import grade_label, grades_of


def test_doctors_have_theirs_and_others_have_bands():
    assert ("ST5", "Specialty registrar, ST5") in grades_of("doctor")
    assert ("B7", "Band 7") in grades_of("nurse")
    assert "B7" not in dict(grades_of("doctor"))


def test_who_has_no_grade_is_not_asked_for_one():
    assert grades_of("patient_group_staff") == []


def test_a_grade_that_we_do_not_know_is_shown_as_it_stands():
    assert grade_label("XYZ") == "XYZ"
