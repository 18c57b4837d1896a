"""The demonstration's courses are short, ask often and leave no kind of question out."""

from collections import Counter

import pytest

from nacre.confidentiality.scanning import scan
from nacre.launch import blueprint, checks
from nacre.launch.question_checks import KINDS
from nacre.launch.reading_time import screens_of, words_of
from nacre.learning.asked_from_blueprint import content_of
from nacre.questions.lint import lint

ASKING = {"question", "draw", "case"}
WORDS_A_MINUTE = 200
MINUTES_A_QUESTION = 1.5
TAKES_TWO = {"extended_matching", "case"}


@pytest.fixture(scope="module", params=blueprint.slugs())
def community(request):
    """Each of our blueprints."""
    return checks.read(request.param)


def modules_of(community):
    return [module for course in community.courses for module in course["modules"]]


def asked_in(module):
    return [block for block in module["body"] if ASKING & set(block)]


def questions_of(community):
    in_modules = [
        b["question"] for m in modules_of(community) for b in asked_in(m) if "question" in b
    ]
    return in_modules + [q for bank in community.banks for q in bank["questions"]]


def test_a_community_begins_with_a_few_courses_of_a_few_modules(community):
    assert 3 <= len(community.courses) <= 4
    assert all(2 <= len(course["modules"]) <= 4 for course in community.courses)


def test_no_module_takes_more_than_ten_minutes(community):
    assert {1 <= module["minutes"] <= 10 for module in modules_of(community)} == {True}


def test_each_community_shows_a_case_a_draw_and_a_check_against_the_clock(community):
    kinds = {
        kind for module in modules_of(community) for block in asked_in(module) for kind in block
    }
    assert {"case", "draw"} <= kinds
    assert any(module.get("time_limit") for module in modules_of(community))


def test_who_is_timed_has_longer_than_the_module_takes(community):
    timed = [module for module in modules_of(community) if module.get("time_limit")]
    assert all(module["time_limit"] > module["minutes"] for module in timed)


def test_something_is_asked_on_every_other_screen_at_least(community):
    for module in modules_of(community):
        silent = "".join(
            "-" if any(ASKING & set(block) for block in blocks) else "."
            for _, blocks in screens_of(module["body"])
        )
        assert ".." not in silent, module["slug"]


def test_no_screen_needs_much_scrolling_on_a_telephone(community):
    for module in modules_of(community):
        for title, blocks in screens_of(module["body"]):
            text = [block for block in blocks if not ASKING & set(block)]
            assert words_of(text) <= 150, (module["slug"], title)


def test_the_minutes_said_are_those_that_reading_and_answering_take(community):
    """Words at 200 a minute and a minute and a half a question, as credits are counted."""
    banks = {bank["name"]: bank["questions"] for bank in community.banks}
    for module in modules_of(community):
        words, items = words_of(module["body"]), 0
        for block in asked_in(module):
            if "draw" in block:
                drawn, bank = block["draw"]["number"], banks[block["draw"]["bank"]]
                items, words = items + drawn, words + words_of(bank) * drawn // len(bank)
            else:
                kind = block.get("question", {}).get("kind", "case")
                items += 2 if kind in TAKES_TWO else 1
        minutes = words / WORDS_A_MINUTE + items * MINUTES_A_QUESTION
        assert abs(minutes - module["minutes"]) <= 1, (module["slug"], minutes)


def test_every_bank_has_more_than_is_drawn_from_it(community):
    banks = {bank["name"]: len(bank["questions"]) for bank in community.banks}
    draws = [b["draw"] for m in modules_of(community) for b in asked_in(m) if "draw" in b]
    assert {draw["bank"] for draw in draws} == set(banks)
    assert all(draw["number"] < banks[draw["bank"]] for draw in draws)


def test_no_question_is_asked_twice(community):
    stems = Counter(
        (q["stem"], str(q.get("stems", q.get("pairs", q.get("statements", "")))))
        for q in questions_of(community)
    )
    assert max(stems.values()) == 1


def test_the_desk_would_find_nothing_to_mend_in_them(community):
    assert [said for q in questions_of(community) for said in lint(content_of(q))] == []


def test_no_case_could_be_a_real_patient(community):
    for module in modules_of(community):
        for block in asked_in(module):
            for stage in block.get("case", {}).get("stages", []):
                assert not scan(stage["text"]).findings, (module["slug"], stage["name"])


def test_patients_are_an_age_and_a_sentence(community):
    for question in questions_of(community):
        assert not any(title in question["stem"] for title in ("Mr ", "Mrs ", "Ms ", "Miss "))


def test_together_they_use_every_kind_of_question():
    found = {q["kind"] for slug in blueprint.slugs() for q in questions_of(checks.read(slug))}
    assert found == set(KINDS)


def test_what_a_company_pays_for_alone_is_paid_for_as_a_course_too():
    paid = {
        slug: [c["funding"] for c in checks.read(slug).courses if "funding" in c]
        for slug in blueprint.slugs()
    }
    assert {slug: who for slug, who in paid.items() if who} == {
        "gastro": ["oakhanger"],
        "immunology": ["tarnside"],
    }
