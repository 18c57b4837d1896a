"""The desk of questions, as editors and everybody else meet it; by form posts alone."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from nacre.questions import actions
from nacre.questions.files import read_file
from nacre.questions.models import Bank, Picture, Question, Upload
from tests.questions.samples import SBA

pytestmark = pytest.mark.django_db
DESK = "/desk/questions/"


@pytest.fixture
def desk(at, erin):
    """Erin's browser."""
    return at("liver", erin)


def lines(*rows: dict, **fields: object) -> dict[str, object]:
    """A filled form: the fields, and its lines."""
    data: dict[str, object] = {
        "line-TOTAL_FORMS": len(rows), "line-INITIAL_FORMS": 0,
        "line-MIN_NUM_FORMS": 0, "line-MAX_NUM_FORMS": 60, **fields,
    }  # fmt: skip
    for place, row in enumerate(rows):
        data |= {f"line-{place}-{name}": value for name, value in row.items()}
    return data


FORMS = {
    "sba": lines({"text": "Terlipressin", "is_right": "on"}, {"text": "Water", "feedback": "No."}),
    "multiple_response": lines(
        {"text": "Ascites", "is_right": "on"}, {"text": "Cough"}, {},
        **{"set-marking": "plus_minus"},
    ),
    "true_false": lines({"answer": "true", "if_false": "It is."}, {}),
    "extended_matching": lines(
        {"text": "Student, fasting", "right": "1"}, {"text": "Student, abroad", "right": "hepatitis a"},
        **{"set-theme": "Jaundice", "set-options": "Gilbert\nStone\nHepatitis A"},
    ),
    "matching": lines(
        {"text": "Wilson", "right": "Copper"}, {"text": "Haemochromatosis", "right": "Iron"},
        **{"set-extras": "Lead"},
    ),
    "ordering": lines(
        {"text": "Breathing", "place": "2"}, {"text": "Airway", "place": "1"},
        **{"set-marking": "inversions"},
    ),
    "numeric": lines(
        {"number": "12.5 ± 0.5"}, {"number": "10 to 20", "worth": "50"},
        **{"set-units": "µmol/L\nmg/dL = 17.1"},
    ),
    "short_answer": lines({"text": "thiamin*"}, {"text": "B1", "worth": "50"}),
    "essay": {},
    "description": {},
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMS)
def test_an_editor_writes_every_kind_and_finds_it_as_written(desk, bank, kind):
    address = f"{bank.url}new/{kind}/"
    assert desk.get(address).status_code == 200
    sent = desk.post(address, {"stem": "Which is it, then?", "tags": "a, b", **FORMS[kind]})
    question = Question.objects.with_versions().get()
    assert sent["Location"] == question.url
    assert question.tags == ["a", "b"]
    shown = desk.get(question.url).text
    assert "Which is it, then?" in shown
    again = desk.get(f"{question.url}edit/").text
    data = dict(re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"', again))
    assert data["since"] == "1"
    for name, value in FORMS[kind].items():
        if (
            name.startswith("line-")
            and name.endswith(("-text", "-right"))
            and kind != "extended_matching"
        ):
            assert value in again


def test_saving_what_the_form_shows_changes_nothing(desk, bank, page_form):
    for kind, form in FORMS.items():
        desk.post(f"{bank.url}new/{kind}/", {"stem": f"Which {kind}?", **form})
    for question in Question.objects.with_versions():
        desk.post(f"{question.url}edit/", page_form(desk.get(f"{question.url}edit/").text))
        assert question.versions.count() == 1, question.kind


@pytest.fixture
def page_form():
    """What a browser would send of the form in a page."""
    from bs4 import BeautifulSoup

    def fields(html: str) -> dict[str, str]:
        form = BeautifulSoup(html, "html.parser").find("form", enctype="multipart/form-data")
        data = {}
        for field in form.find_all(["input", "textarea"]):
            if field.name == "textarea":
                data[field["name"]] = field.text.removeprefix("\n")
            elif field.get("type") == "checkbox":
                data |= {field["name"]: "on"} if field.has_attr("checked") else {}
            elif field.get("type") != "file" and field.get("name"):
                data[field["name"]] = field.get("value", "")
        for field in form.find_all("select"):
            chosen = field.find("option", selected=True) or field.find("option")
            data[field["name"]] = chosen["value"]
        return data

    return fields


@pytest.mark.parametrize(
    ("kind", "form", "why"),
    [
        ("sba", lines({"text": "a"}, {"text": "b"}), "No option is worth everything"),
        ("sba", lines({"feedback": "x"}, {"text": "b", "is_right": "on"}), "clear the rest"),
        ("matching", lines({"text": "a"}), "what belongs to it"),
        ("numeric", lines({"number": "about 3"}), "Write 12.5"),
        ("numeric", lines({"number": "3"}, **{"set-units": "m\ncm = x"}), "Line 2"),
        (
            "extended_matching",
            lines({"text": "a", "right": "9"}, **{"set-theme": "t", "set-options": "x\ny"}),
            "not in the list",
        ),
        ("ordering", lines({"text": "a"}, **{"set-marking": "exact"}), "at least two things"),
        ("true_false", lines({"text": "a"}), "true or false"),
        ("hotspot", lines({"text": "a", "polygon": "1,2"}), "three corners"),
        ("sba", lines({"text": "NHS number 943 476 5919"}, {"text": "b"}), "identify a patient"),
        ("essay", {"stem": ""}, "no text"),
    ],
)
def test_what_is_wrong_is_said_with_everything_that_was_typed(desk, bank, kind, form, why):
    page = desk.post(f"{bank.url}new/{kind}/", {"stem": "Kept words?", **form})
    assert page.status_code == 200
    assert why in page.text
    assert not Question.objects.exists()
    if form.get("stem") != "":
        assert "Kept words?" in page.text


def test_a_form_without_its_count_of_lines_is_refused(desk, bank):
    page = desk.post(f"{bank.url}new/sba/", {"stem": "Which?", "line-0-text": "a"})
    assert page.status_code == 200
    assert "put right" in page.text
    assert not Question.objects.exists()


def test_more_lines_come_without_a_script(desk, bank):
    form = FORMS["sba"] | {"stem": "Which?", "more": "1"}
    page = desk.post(f"{bank.url}new/sba/", form).text
    assert 'name="line-5-text"' in page
    assert "Terlipressin" in page
    assert "put right" not in page
    assert not Question.objects.exists()


def test_a_preview_shows_both_sides_and_keeps_nothing(desk, bank):
    form = FORMS["sba"] | {"stem": "Which is not given?", "preview": "1"}
    page = desk.post(f"{bank.url}new/sba/", form).text
    assert "Before the answer" in page
    assert "This was right" in page
    assert "The lead-in is negative" in page
    assert not Question.objects.exists()


def test_an_editor_tries_a_question_out(desk, question):
    page = desk.get(question.url).text
    assert "At once." not in page
    right = question.current.content["data"]["options"][0]["key"]
    assert "Your answer: right" in desk.post(question.url, {"answer": right}).text
    assert "Choose one of the answers." in desk.post(question.url, {}).text
    assert question.versions.count() == 1


def picture(kind: str = "PNG", size=(60, 40)) -> io.BytesIO:
    """A picture as it is uploaded."""
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(
        drawn, kind, **({"comment": b"Osei"} if kind == "JPEG" else {})
    )
    drawn.seek(0)
    drawn.name = f"liver.{kind.lower()}"
    return drawn


SPOT = lines(
    {"text": "Below", "polygon": "10,60 40,60 40,90", "is_right": "on"},
    {"text": "Above", "polygon": "0,0 50,0 50,30"},
    stem="Where is it?",
    picture_alt="A liver",
)


@pytest.fixture
def media(settings, tmp_path):
    """Files go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


def test_a_place_on_a_picture_is_pointed_at_or_named(desk, bank, media, at, amara, dora, faye):
    desk.post(f"{bank.url}new/hotspot/", SPOT | {"picture": picture("JPEG")})
    question = Question.objects.with_versions().get()
    shown = desk.get(question.url).text
    assert 'alt="A liver"' in shown
    assert "polygon" not in shown
    assert "This was right" in desk.post(question.url, {"answer-point": "20,5"}).text
    assert "Your answer: right" in desk.post(question.url, {"answer-point": "38,65"}).text
    address = re.search(r'src="(/questions/pictures/[^"]+)"', shown)[1]
    content = b"".join(at("liver", amara).get(address))
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert b"Osei" not in content
    for browser in (at("liver", dora), at("liver"), at("liver", faye), at("ms", dora)):
        assert browser.get(address).status_code == 404


def test_a_picture_stays_until_it_is_taken_away(desk, bank, media):
    desk.post(
        f"{bank.url}new/sba/",
        FORMS["sba"] | {"stem": "What?", "picture": picture(), "picture_alt": "A"},
    )
    question = Question.objects.get()
    form = FORMS["sba"] | {"stem": "What now?", "picture_alt": "A"}
    desk.post(f"{question.url}edit/", form)
    question.refresh_from_db()
    assert question.picture
    desk.post(f"{question.url}edit/", form | {"without_picture": "on"})
    question.refresh_from_db()
    assert question.picture is None
    assert Picture.objects.count() == 1  # earlier answers still show it


@pytest.mark.parametrize(
    "sent",
    [b"<svg onload=alert(1)>", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", b""],
    ids=["svg", "gif", "broken", "empty"],
)
def test_what_is_no_picture_is_refused(desk, bank, media, sent):
    file = io.BytesIO(sent)
    file.name = "x.png"
    page = desk.post(f"{bank.url}new/hotspot/", SPOT | {"picture": file})
    assert page.status_code == 200
    assert not Picture.objects.exists()
    assert not Question.objects.exists()


def test_a_file_is_looked_at_and_then_kept(desk, bank):
    file = io.BytesIO(
        "::Un:: Première? {=oui ~non}\n\n::Deux:: {=a\n\n::Trois:: Est-ce égal? {T}".encode(
            "cp1252"
        )
    )
    file.name = "q.gift"
    sent = desk.post(f"{bank.url}upload/", {"file": file})
    held = Upload.objects.get()
    assert sent["Location"] == held.url
    page = desk.get(held.url).text
    assert "2 new questions, 1 left out." in page
    assert "Windows-1252" in page
    assert "never end with }" in page
    assert "line 3" in page
    desk.post(held.url, {"keep": "1"})
    assert Question.objects.in_bank(bank).count() == 2
    assert desk.get(held.url).status_code == 404


@pytest.mark.parametrize("sent", [b"", b"PK\x03\x04\x00", b"\n\n"], ids=["empty", "zip", "blank"])
def test_a_file_without_questions_is_refused(desk, bank, sent):
    file = io.BytesIO(sent)
    file.name = "q.gift"
    page = desk.post(f"{bank.url}upload/", {"file": file})
    assert page.status_code == 200
    assert "form-field__error" in page.text
    assert not Upload.objects.exists()


def test_a_bank_goes_out_as_gift_and_as_xml(desk, question):
    page = desk.get(f"{question.bank.url}export/").text
    assert "1 question." in page
    for format in ("gift", "xml"):
        answer = desk.get(f"{question.bank.url}export/{format}/")
        assert "attachment" in answer["Content-Disposition"]
        (found,) = read_file(answer.content).found
        assert found.content.fingerprint == question.fingerprint
    assert desk.get(f"{question.bank.url}export/qti/").status_code == 404


def test_questions_are_found_by_words_kind_and_use(desk, question, erin):
    def listed(query: str) -> bool:
        return f'href="{question.url}"' in desk.get(f"{question.bank.url}?{query}").text

    assert listed("")
    assert listed("q=bleeding&kind=sba&state=usable")
    assert not listed("q=nothing")
    assert not listed("kind=essay")
    assert not listed("state=suspended")
    desk.post(f"{question.url}suspend/", {"why": "Out of date."})
    assert listed("state=suspended")
    assert "Out of date." in desk.get(question.url).text
    desk.post(f"{question.url}restore/")
    assert listed("state=usable")


@pytest.mark.parametrize("who", ["amara", "nadia", "chen", "ben", "faye", "dora", "visitor"])
def test_the_desk_is_not_there_for_others(request, at, question, bank, who):
    browser = at("liver", request.getfixturevalue(who))
    for address in (
        DESK, bank.url, question.url, f"{question.url}edit/", f"{bank.url}export/gift/",
        f"{bank.url}upload/", f"{bank.url}new/sba/",
    ):  # fmt: skip
        assert browser.get(address).status_code == 404
    for address in (f"{question.url}suspend/", f"{bank.url}edit/", f"{bank.url}new/essay/"):
        assert browser.post(address, {"why": "x", "name": "x", "stem": "x"}).status_code == 404
    question.refresh_from_db()
    assert not question.is_suspended
    assert Bank.objects.get().name == "Hepatology"


def test_an_editor_of_another_community_finds_nothing(at, ms, question):
    from tests.cast import make_person

    other = make_person(ms, "Ivo", "Brandt", profession="doctor", duty="clinical_editor")
    assert at("ms", other).get(DESK).status_code == 200
    assert "Hepatology" not in at("ms", other).get(DESK).text
    assert at("ms", other).get(question.url).status_code == 404


def test_lists_ask_the_database_as_often_for_many_as_for_one(desk, bank, erin):
    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(address)
        return len(asked)

    pages = (DESK, bank.url, f"{bank.url}export/")
    actions.write_question(by=erin.viewer, bank=bank, content=SBA)
    for address in pages:
        desk.get(address)
    few = [queries(address) for address in pages]
    for _turn in range(5):
        actions.write_question(by=erin.viewer, bank=bank, content=SBA)
    actions.make_bank(by=erin.viewer, name="Another")
    assert [queries(address) for address in pages] == few
