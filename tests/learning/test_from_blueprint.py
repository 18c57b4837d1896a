"""What a blueprint says of a module is what the learner meets."""

from datetime import date

import pytest

from nacre.editorial.from_blueprint import Material
from nacre.launch import checks
from nacre.learning.from_blueprint import Banks, module_page
from nacre.learning.screens import screens_in

pytestmark = pytest.mark.django_db

CASE = {
    "title": "Friday",
    "stages": [
        {
            "name": "call",
            "text": "She rings.",
            "choices": [
                {"label": "Ask", "feedback": "Good.", "goes_to": "end", "credit": 100},
                {"label": "Wait", "feedback": "Less so.", "goes_to": "end", "credit": 0},
            ],
        },
        {"name": "end", "text": "She is seen."},
    ],
}


def page_of(item, community, course="a-course"):
    whole = {"topics": [], "key_points": [], "standfirst": "Of it.", **item}
    said = {"slug": course, "title": "A course", "days_ago": 3}
    return module_page(whole, said, Material(community, date(2026, 11, 22)), Banks(community))


def test_each_stage_of_a_case_arrives_with_its_choices(liver):
    body = [{"screen": "One"}, {"p": "Read."}, {"case": CASE}]
    item = {"slug": "m", "title": "M", "minutes": 5, "body": body}
    case = page_of(item, liver).body[-1].value
    told = [
        (stage["name"], [(c["label"], c["goes_to"], c["credit"]) for c in stage["choices"]])
        for stage in case["stages"]
    ]
    assert told == [("call", [("Ask", "end", 100), ("Wait", "end", 0)]), ("end", [])]


@pytest.mark.parametrize("slug", ["liver", "ms"])
def test_every_block_of_our_own_modules_has_its_place_on_a_screen(liver, slug):
    for course in checks.read(slug).courses:
        for item in course["modules"]:
            page = page_of({**item, "topics": []}, liver, course["slug"])
            screens = screens_in(page.body)
            cases = [screen.case.value for screen in screens if screen.case]
            written = sum("case" in block for block in item["body"])
            assert len(cases) == written
            assert all(stage["name"] and str(stage["text"]) for c in cases for stage in c["stages"])
