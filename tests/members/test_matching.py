"""Names beside a number that is exact: what counts as the same person, and what does not."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nacre.members.matching import (
    MATCH,
    MISMATCH,
    NOT_FOUND,
    REVIEW,
    OnRegister,
    judged,
    match_claim,
    match_names,
    match_person,
)
from nacre.members.readings import Reading, norm


@pytest.mark.parametrize(
    ("register", "claimed", "outcome", "surname", "given"),
    [
        ("O'Brien-Smith, Siobhán", "Dr Siobhan Obrien Smith", MATCH, 1.0, 1.0),
        ("Smith, Katherine", "Kate Smith", MATCH, 1.0, 1.0),
        ("Nguyen, Van Anh", "Anh Nguyen", MATCH, 1.0, 1.0),
        ("Jones, D", "David Jones", MATCH, 1.0, 0.7),
        ("Patel, Priya", "Patel, Rahul", REVIEW, 1.0, 0.0),
        ("Begum, Fatima", "Khan, Fatima", REVIEW, 0.0, 1.0),
        ("Smith, Katherine", "Smith Katherine", REVIEW, 0.8, 0.8),  # swapped, never a match
        ("Smith, Katherine", "Katherine, Smith", REVIEW, 0.8, 0.8),
        ("Khan, Fatima", "Rahul Patel", MISMATCH, 0.0, 0.0),
        ("", "Rahul Patel", NOT_FOUND, 0.0, 0.0),
        (None, "Rahul Patel", NOT_FOUND, 0.0, 0.0),
        ("Smith-Jones, Ann", "Ann Jones", MATCH, 0.9, 1.0),
        ("Jones, Ann", "Ann Smith-Jones", MATCH, 0.9, 1.0),
        ("MacDonald, Ann", "Ann McDonald", REVIEW, 0.8, 1.0),  # near, not equal
        ("Kahn, Ann", "Khan, Bee", REVIEW, 0.8, 0.0),
        ("Lee, Ann", "Lea, Bee", MISMATCH, 0.0, 0.0),  # too short to be merely alike
        ("Smith, Ann", "Smith", REVIEW, 1.0, 0.0),
        ("Smith, Ann", "", MISMATCH, 0.0, 0.0),
        ("Prakash", "Prakash", REVIEW, 1.0, 0.0),  # one name alone: a human looks
    ],
)
def test_a_pair_of_names_comes_to(register, claimed, outcome, surname, given):
    found = match_names(register, claimed)
    assert (found.outcome, found.surname, found.given) == (outcome, surname, given)


SURNAMES = {
    1.0: [("O’Brien", "OBRIEN"), ("de la Cruz", "De La Cruz"), ("van den Berg", "Vandenberg"),
          ("Al-Rashid", "al rashid"), ("Mc Donald", "McDonald"), ("Łukasiewicz", "lukasiewicz")],
    0.9: [("Smith-Jones", "Jones"), ("Jones", "Smith Jones"), ("van den Berg", "Berg"),
          ("Al-Rashid", "Rashid"), ("Garcia Lopez", "Garcia"), ("de Souza", "Souza")],
    0.8: [("MacDonald", "McDonald"), ("Thompson", "Thomson"), ("D'Souza", "De Souza"),
          ("Khan", "Kahn")],
    0.0: [("Begum", "Khan"), ("Lee", "Lea"), ("Van Dyk", "Van"), ("O Neill", "O"),
          ("Garcia Lopez", "Garcia Ruiz Alba")],
}  # fmt: skip
GIVEN = {
    1.0: [("Siobhán", "Siobhan"), ("Mohammed", "Mo"), ("Liz", "Elizabeth"), ("Tony", "Anthony"),
          ("William", "Bill"), ("Muhammad", "Mohamed"), ("Md", "Mohammad"), ("Van Anh", "Anh"),
          ("Anne-Marie", "Annemarie"), ("John David", "David"), ("David", "John David"),
          ("Xiao Ming", "Xiaoming"), ("John", "John Paul")],
    0.7: [("D", "David"), ("David", "D"), ("D J", "David"), ("David John", "D.")],
    0.0: [("Priya", "Rahul"), ("J D", "David"), ("John David", "D"), ("Liz", "Beth"),
          ("Peter James", "David James"), ("Francis", "Frances")],
}  # fmt: skip
PAIRS = [
    (s, g, *surnames, *names)
    for (s, listed), (g, called) in itertools.product(SURNAMES.items(), GIVEN.items())
    for surnames, names in itertools.product(listed, called)
]


def test_each_kind_of_surname_beside_each_kind_of_given_name():
    for surname, given_name, family, claimed_family, first, claimed_first in PAIRS:
        line = OnRegister.of(family, first)
        said = Reading(norm(claimed_family), norm(claimed_first))
        found = match_claim(line, [said])
        wanted = judged(surname, given_name)
        told = f"{family}, {first} beside {claimed_family}, {claimed_first}: {found}"
        assert found.outcome == wanted.outcome, told
        if wanted.outcome == MATCH:
            assert (found.surname, found.given) == (surname, given_name), told


def test_the_rule_for_two_scores():
    assert judged(0.9, 0.7).outcome == MATCH
    assert judged(0.8, 1.0).outcome == REVIEW
    assert judged(0.8, 0.0).outcome == REVIEW
    assert judged(0.72, 0.8).outcome == MISMATCH
    assert judged(0.0, 1.0).outcome == REVIEW
    assert judged(0.0, 0.7).outcome == MISMATCH


@pytest.mark.parametrize(
    "claimed",
    [
        "Kate Smith", "Mrs Kate Smith", "Prof. Dame Kate Smith", "Kate Smith, MBBS FRCP",
        "Kate Smith BSc (Hons) MB ChB FRCP(Edin)", "Dr. Kate Smith B.Sc. Ph.D.", "SMITH, KATE",
        "Smith, Dr Kate", "Smith, Kate, FRCP", "Kate Smith, Consultant Hepatologist", "Katherine (Kate) Smith",
        "Ｋａｔｅ Ｓｍｉｔｈ", "Kate\u200b Smith\u200d", "  kate   smith ", "Kate Smith OBE", "Kate Smith MA",
    ],
)  # fmt: skip
def test_titles_letters_and_signs_do_not_matter(claimed):
    assert match_names("Smith, Katherine Mary", claimed).outcome == MATCH


@pytest.mark.parametrize(
    ("register", "claimed"),
    [("Ma, Jack", "Jack Ma"), ("Dame, Jane", "Ms Jane Dame"), ("Ba, Demba", "Demba Ba MBBS"),
     ("Rahman, Md", "Mohammed Rahman"), ("Rahman, Mohammed", "Md. Rahman"), ("Do, Hai", "Dr Hai Do")],
)  # fmt: skip
def test_a_name_that_looks_like_letters_is_still_a_name(register, claimed):
    assert match_names(register, claimed).outcome == MATCH


@pytest.mark.parametrize("previous", ["Khan", "Khan, Fatima", "Fatima Khan", "KHAN"])
def test_a_registered_previous_name_counts_like_the_present_one(previous):
    assert match_names("Begum, Fatima", "Fatima Khan").outcome == REVIEW
    assert match_names("Begum, Fatima", "Fatima Khan", [previous]).outcome == MATCH
    assert match_names("Begum, Fatima", "Rahul Khan", [previous]).outcome == REVIEW


def test_a_middle_name_may_be_known_by_its_hash_alone():
    class Hashes:
        def __contains__(self, name):
            return hash(name) == hash("anh")

    line = OnRegister.of("Nguyen", "Van", others=Hashes())
    assert match_person(line, "Anh", "Nguyen").outcome == MATCH
    assert match_person(line, "Binh", "Nguyen").outcome == REVIEW


def test_an_account_whose_names_were_told_apart_wrongly_still_matches():
    line = OnRegister.of("Obrien Smith", "Siobhan")
    assert match_person(line, "Siobhan Obrien", "Smith").surname == 1.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_comparison(register, claimed):
    assert match_names(register, claimed).outcome in {MATCH, REVIEW, MISMATCH, NOT_FOUND}


@given(st.sampled_from(["Ada", "Bo"]), st.sampled_from(["Quill", "Osei"]))
def test_a_name_matches_itself(first, family):
    assert match_names(f"{family}, {first}", f"{first} {family}").outcome == MATCH
