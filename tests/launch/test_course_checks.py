"""Whatever is wrong with a courses.yaml is named by course, module, block and remedy."""

import copy
import random

import pytest

from nacre.launch import blueprint
from nacre.launch.checks import problems_in

ODD = (None, True, 5, -1, 2.5, "", "x", [], {}, ["x"], [None], {"x": 1}, [{}], [[]])
SBA = {
    "kind": "sba",
    "stem": "Which?",
    "options": [
        {"text": "One", "right": True, "feedback": "Yes."},
        {"text": "Two", "feedback": "No."},
    ],
    "explanation": "So it is.",
}
CHOICES = [
    {"label": "Left", "feedback": "Good.", "goes_to": "end", "credit": 100},
    {"label": "Right", "feedback": "Less so.", "goes_to": "end", "credit": 0},
]
CASE = {
    "title": "A case",
    "stages": [
        {"name": "start", "text": "It begins.", "choices": CHOICES},
        {"name": "end", "text": "It ends."},
    ],
}
COURSE = {
    "slug": "a-course",
    "title": "A course",
    "standfirst": "About it.",
    "audience": "members",
    "topics": ["allergy"],
    "outcomes": ["Name it", "Find it", "Tell it"],
    "key_points": ["One thing."],
    "body": [{"p": "Why."}],
    "modules": [
        {
            "slug": "a-module",
            "title": "A module",
            "standfirst": "Of it.",
            "minutes": 5,
            "topics": ["allergy"],
            "key_points": ["One thing."],
            "body": [
                {"screen": "First"},
                {"p": "Read this."},
                {"question": SBA},
                {"case": CASE},
                {"draw": {"bank": "Store", "number": 1}},
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def community():
    """The other files of one of our blueprints."""
    return blueprint.read_files(blueprint.folder_of("immunology"))


@pytest.fixture
def courses():
    """A sound courses.yaml, to be spoilt."""
    return a_file()


def a_file():
    return {
        "banks": [{"name": "Store", "questions": [copy.deepcopy(SBA)]}],
        "courses": [copy.deepcopy(COURSE)],
    }


def problems(community, courses):
    return [str(problem) for problem in problems_in({**community, "courses": courses})]


def put(whole, way, value):
    *steps, last = way
    for step in steps:
        whole = whole[step]
    whole[last] = value


def module_at(*way):
    return ("courses", 0, "modules", 0, *way)


def body_at(number, *way):
    return module_at("body", number, *way)


def question(**fields):
    return {"kind": "sba", "stem": "Which?", "explanation": "So.", **fields}


def test_a_sound_file_has_no_problems(community, courses):
    assert problems(community, courses) == []


def test_a_blueprint_without_courses_is_sound(community):
    assert problems(community, {}) == []


STAGE = {"name": "start", "text": "It begins."}
MATCH = [{"left": str(n), "right": f"to {n}"} for n in range(3)]
SPOILT = {
    "no outcomes": (("courses", 0, "outcomes"), ["One"], "needs from 3 to 5"),
    "no audience": (("courses", 0, "audience"), "martians", "is no audience here"),
    "no topic": (module_at("topics"), ["astrology"], "'astrology' is no topic"),
    "a misspelt field": (("courses", 0, "passmark"), 80, "passmark: is not read here; use one of"),
    "no funder": (("courses", 0, "funding"), "nobody", "'nobody' funds nothing here"),
    "a pass mark above all": (("courses", 0, "pass_mark"), 101, "a whole number from 0 to 100"),
    "an hour": (module_at("minutes"), 60, "from 1 to 10: divide a longer module"),
    "a hurry": (module_at("time_limit"), 3, "time_limit: must be a whole number from 5"),
    "a novel": (
        module_at("body"),
        [{"screen": "On"}, {"p": "word " * 150}] * 8,
        "too many for 5 minutes",
    ),
    "a full screen": (body_at(1), {"p": "word " * 170}, "more than a telephone shows well"),
    "no screen": (body_at(0), {"p": "Begin."}, "begins with a screen"),
    "a dance": (body_at(1), {"dance": "now"}, "body 2: must have exactly one of"),
    "no bank": (body_at(4, "draw", "bank"), "Sperm", "'Sperm' is no bank of this file"),
    "too large a draw": (body_at(4, "draw", "number"), 2, "a whole number from 1 to 1"),
    "a slug twice": (module_at("slug"), "a-course", "must be a slug of its own"),
    "two right": (
        body_at(2, "question", "options", 1, "right"),
        True,
        "needs one with right: true",
    ),
    "none right": (body_at(2, "question", "options", 0, "right"), False, "and has 0"),
    "no feedback": (body_at(2, "question", "options", 0, "feedback"), "", "feedback: is missing"),
    "a catch-all": (
        body_at(2, "question", "options", 1, "text"),
        "All of the above",
        "tests reading, not knowledge",
    ),
    "an unknown kind": (body_at(2, "question", "kind"), "riddle", "kind: is not one of sba"),
    "all right": (
        body_at(2, "question"),
        question(
            kind="multiple_response",
            options=[{"text": t, "right": True, "feedback": "Yes."} for t in ("One", "Two")],
        ),
        "and some without",
    ),
    "a statement that is perhaps": (
        body_at(2, "question"),
        question(
            kind="true_false", statements=[{"text": "So?", "is_true": "perhaps", "feedback": "Hm."}]
        ),
        "is_true must be true or false",
    ),
    "an answer that is no option": (
        body_at(2, "question"),
        question(
            kind="extended_matching",
            theme="Things",
            options=list("abcdef"),
            stems=[{"text": "Which?", "answer": "g", "feedback": "So."}],
        ),
        "'g' is not an option",
    ),
    "one goal for two": (
        body_at(2, "question"),
        question(kind="matching", pairs=[*MATCH, {"left": "9", "right": "to 1"}]),
        "says the same twice",
    ),
    "an order of two": (
        body_at(2, "question"),
        question(kind="ordering", items=["one", "two"]),
        "needs from 3 to 8, and has 2",
    ),
    "a number in words": (
        body_at(2, "question"),
        question(kind="numeric", answer="three"),
        "answer: must be a number",
    ),
    "an answer that is no text": (
        body_at(2, "question"),
        question(kind="short_answer", accepted=[True]),
        "put numbers and yes or no in quotes",
    ),
    "a way to nowhere": (
        body_at(3, "case", "stages", 0, "choices", 1, "goes_to"),
        "narnia",
        "goes_to 'narnia', which is no stage",
    ),
    "a stage that nobody sees": (
        body_at(3, "case", "stages"),
        [*CASE["stages"], {"name": "attic", "text": "Dust."}],
        "stage attic: is come to by no choice",
    ),
    "a circle": (
        body_at(3, "case", "stages"),
        [{**STAGE, "choices": [{**choice, "goes_to": "start"} for choice in CHOICES]}],
        "lead back to themselves",
    ),
    "a choice of one": (
        body_at(3, "case", "stages", 0, "choices"),
        CHOICES[:1],
        "must be a list of two or more",
    ),
    "no best choice": (
        body_at(3, "case", "stages", 0, "choices", 0, "credit"),
        50,
        "needs a best one, with credit 100",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_wrong_is_said_with_its_place_and_remedy(community, courses, what):
    way, value, expected = SPOILT[what]
    put(courses, way, value)
    [problem] = problems(community, courses)
    assert problem.startswith("courses.yaml: a-")
    assert expected in problem


def test_modules_outside_of_a_course_are_told_where_they_belong(community, courses):
    pages = {**community["pages"], "learning": {"modules": [{"slug": "old"}]}}
    assert [str(p) for p in problems_in({**community, "pages": pages, "courses": courses})] == [
        "pages.yaml: learning: modules: are written as courses, in courses.yaml."
    ]


def test_a_course_may_lead_the_home_page(community, courses):
    pages = {**community["pages"], "lead": "a-course"}
    assert not list(problems_in({**community, "pages": pages, "courses": courses}))


def test_two_banks_of_one_name_are_told_apart_before_anything_is_drawn(community, courses):
    courses["banks"] *= 2
    assert problems(community, courses) == [
        "courses.yaml: bank Store: has a name that another bank has."
    ]


@pytest.mark.parametrize("seed", range(4))
def test_however_a_file_is_mangled_the_answer_is_sentences(community, seed):
    """Every place in the file, once, with something that does not belong there."""
    chance = random.Random(seed)  # noqa: S311 - to mangle files
    for way in list(ways_into(a_file())):
        spoilt = a_file()
        put(spoilt, way, copy.deepcopy(chance.choice(ODD)))
        assert isinstance(problems(community, spoilt), list)


def ways_into(whole, way=()):
    """The way to every part of a nested value."""
    for step in whole if isinstance(whole, dict) else range(len(whole)):
        yield (*way, step)
        if isinstance(whole[step], dict | list):
            yield from ways_into(whole[step], (*way, step))
