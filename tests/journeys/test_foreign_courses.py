"""Courses from elsewhere, played in Chromium: begun, left, gone on with, completed; call lists replayed."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.scorm.packages import package

pytestmark = pytest.mark.browser
PLAY = settings.BASE_DIR / "nacre" / "scorm" / "static" / "scorm" / "play"
AGAIN = settings.NODE_MODULES / "scorm-again" / "dist"
OWN = Path(__file__).parents[1] / "scorm" / "calls"
MASTERY = "<adlcp:masteryscore>80</adlcp:masteryscore>"
FLOW = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'
IN_ORDER = FLOW.replace('choice="true"', 'choice="false"')
COURSES = {
    "single-12": package("1.2", title="Single 1.2", extra=MASTERY),
    "multi-12": package("1.2", 2, title="Multi 1.2"),
    "single-2004": package("2004", title="Single 2004"),
    "in-order-2004": package("2004", 2, title="In order 2004", sequencing=IN_ORDER),
    "multi-2004": package("2004", 2, title="Multi 2004", sequencing=FLOW),
}
# One list of calls against our answers, as an item of a package would make them.
REPLAY = """(list) => {
  const wrong = [];
  const service = { processHttpRequest: () => ({ result: "true", errorCode: 0 }), updateSettings() {} };
  const is12 = list.scormVersion === "1.2";
  const names = { Initialize: "LMSInitialize", Terminate: "LMSFinish" };
  for (const activity of list.activities) {
    const api = new (is12 ? Scorm12API : Scorm2004API)({ logLevel: 5, lmsCommitUrl: "x", mastery_override: false, httpService: service });
    const seed = activity.initialState || list.initialState;
    if (seed) api.loadFromJSON(seed, "");
    const asked = is12 ? Play.answers12(api) : Play.answers2004(api);
    const call = (name, ...said) => asked[is12 ? names[name] || "LMS" + name : name](...said);
    activity.steps.forEach((step, at) => {
      const said = { GetValue: [step.element ?? ""], SetValue: [step.element ?? "", step.value], GetLastError: [] }[step.method] || [step.value ?? ""];
      const answer = call(step.method, ...said);
      const error = call("GetLastError");
      const wanted = step.expectedReturn;
      const isRight = wanted === undefined || (typeof wanted === "string" ? answer === wanted : answer.length > 0 && answer.length < 256);
      if (!isRight || error !== step.expectedErrorCode) wrong.push([activity.id, at, step.method, step.element, answer, error]);
    });
  }
  return wrong;
}"""


@pytest.fixture(scope="session")
def courses(demonstration, tmp_path_factory):
    """Our packages, in the liver community of the demonstration."""
    folder = tmp_path_factory.mktemp("courses")
    for name, content in COURSES.items():
        (folder / f"{name}.zip").write_bytes(content)
    demonstration.nacre("import_package", *map(str, folder.glob("*.zip")), "--community", "liver")
    return demonstration


class Desk:
    """An editor who tries courses out."""

    def __init__(self, page, demonstration) -> None:
        self.page, self.demonstration = page, demonstration
        self.frame = page.frame_locator("framed-course iframe")
        self.part = self.frame.frame_locator("#content")

    def open(self, title: str, button: str = "Try it out") -> None:
        self.page.goto(self.demonstration.url("liver", "/desk/packages/"))
        self.page.get_by_role("link", name=title).first.click()
        self.page.get_by_role("button", name=button).click()
        self.part.locator("#where").wait_for()

    @property
    def place(self) -> str:
        return self.part.locator("#where").inner_text()

    def recorded(self, title: str) -> str:
        self.page.goto(self.demonstration.url("liver", "/desk/packages/"))
        self.page.get_by_role("link", name=title).first.click()
        return self.page.get_by_text("The last one:").inner_text()


@pytest.fixture
def desk(as_persona, courses):
    return Desk(as_persona("clinical-editor"), courses)


@pytest.mark.parametrize("title", ["Single 1.2", "Single 2004"])
def test_a_course_goes_on_where_it_was_left_and_records_its_end(desk, title):
    desk.open(title, "Try it from the start")
    assert desk.place == "Page 1"
    desk.part.locator("#on").click()
    desk.part.locator("#on").click()
    desk.page.goto("about:blank")
    desk.open(title)
    assert desk.place == "Page 3"
    assert desk.part.locator("#told").inner_text() == "resume|seen:3|Learner"
    desk.part.locator("#done").click()
    desk.page.goto("about:blank")  # without a word: the last commit arrives as the window closes
    assert "The last one: completed, passed, score 90 of 100" in desk.recorded(title)
    assert not desk.page.context.cookies(f"http://nacre-play.localhost:{desk.demonstration.port}/")


@pytest.mark.parametrize("title", ["Multi 1.2", "Multi 2004"])
def test_a_course_of_parts_leads_through_them(desk, title):
    desk.open(title, "Try it from the start")
    here = desk.frame.locator("[aria-current]")
    desk.part.locator("#done").click()
    desk.part.locator("#end").click()
    desk.frame.locator("[aria-current]", has_text="Part 2").wait_for()
    assert "not started" in here.inner_text()
    desk.part.locator("#on").click()
    desk.open(title)
    desk.frame.locator("[aria-current]", has_text="Part 2").wait_for()
    assert desk.place == "Page 2"
    desk.frame.get_by_role("button", name="Previous part").press("Enter")
    desk.frame.locator("[aria-current]", has_text="Part 1").wait_for()
    desk.frame.get_by_role("button", name="Part 2").press("Enter")
    desk.frame.locator("[aria-current]", has_text="Part 2").wait_for()
    desk.part.locator("#done").click()
    desk.part.locator("#end").click()
    desk.frame.get_by_text("You have finished this course.").wait_for()
    assert "completed, " in desk.recorded(title)
    assert "score 90 of 100" in desk.recorded(title)


def test_a_course_whose_parts_have_an_order_goes_on_in_its_part(desk):
    desk.open("In order 2004", "Try it from the start")
    desk.part.locator("#done").click()
    desk.part.locator("#end").click()
    desk.frame.locator("[aria-current]", has_text="Part 2").wait_for()
    desk.part.locator("#on").click()
    desk.open("In order 2004")
    desk.frame.locator("[aria-current]", has_text="Part 2").wait_for()
    assert desk.place == "Page 2"
    assert desk.frame.locator("#items button:disabled").count() == 2


def test_the_older_of_two_windows_is_told_and_takes_over_again(desk, as_persona, courses):
    desk.open("Single 1.2", "Try it from the start")
    desk.part.locator("#on").click()
    phone = Desk(as_persona("clinical-editor", width=390), courses)
    phone.page.goto(desk.page.url)
    phone.part.locator("#where").wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    desk.frame.get_by_text("opened in another window or on another device").wait_for()
    desk.frame.get_by_role("button", name="Go on here").click()
    desk.part.locator("#where").wait_for()


def lists() -> list[Path]:
    """Our call lists, and public ones where a machine has them (NACRE_SCORM_CALLS)."""
    public = os.environ.get("NACRE_SCORM_CALLS", "")
    return [*sorted(OWN.glob("*.json")), *(sorted(Path(public).rglob("*.json")) if public else [])]


@pytest.mark.parametrize("path", lists(), ids=lambda path: path.stem)
def test_calls_are_answered_as_the_standards_expect(chromium, path):
    page = chromium.new_page()
    page.evaluate("window.Play = {}")
    for script in (AGAIN / "scorm12.min.js", AGAIN / "scorm2004.min.js", PLAY / "answers.js"):
        page.add_script_tag(path=script)
    assert page.evaluate(REPLAY, json.loads(path.read_text())) == []
    page.close()
