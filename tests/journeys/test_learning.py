"""A nurse learns on the ward, on the bus and at home; and a server killed under those who learn."""

import asyncio
import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.learners import Tally, crowd, learners_of
from nacre.launch.checks import read

ROOT = Path(__file__).resolve().parents[2]
LEARNERS, KILLS = 16, 3


@pytest.fixture(scope="session")
def module(demonstration):
    """A module of five questions and its signed-in learners; every answer passes."""
    path = demonstration.home / "learners.json"
    fill = [sys.executable, "-m", "bench.learners_people", "fill", str(path), str(LEARNERS)]
    subprocess.run(fill, env=demonstration.env, cwd=ROOT, check=True)
    return json.loads(path.read_text())


def new_course() -> tuple[str, str]:
    """The address of a course that the nurse of the demonstration has not begun, and its first module."""
    course = read("liver").courses[-1]
    return f"/learning/{course['slug']}/", course["modules"][0]["title"]


def answer(page) -> None:
    """Choose something wherever something is asked, and go on."""
    for asked in page.locator("form.player:visible fieldset").all():
        for box in asked.locator("input[type=radio]").all():
            box.check()
        for box in asked.locator("input[type=checkbox]").all()[:1]:
            box.check()
        for choice in asked.locator("select").all():
            choice.select_option(index=1)
        for line in asked.locator("input[type=text]").all():
            line.fill("12")
    page.locator("form.player:visible .player__ways button").click()


def test_begun_on_the_ward_answered_on_the_bus_it_is_there_at_home(demonstration, as_persona):
    path, title = new_course()
    ward = as_persona("nurse", width=1280)
    ward.goto(demonstration.url("liver", path))
    ward.get_by_role("button", name="Start the course").click()
    ward.get_by_role("link", name="Skip this").click()
    ward.get_by_role("button", name="Start").click()
    assert "Funding" in ward.locator(".player__foot").inner_text()
    answer(ward)
    ward.get_by_role("button", name="Next").click()
    heading = ward.locator("h1").inner_text()
    phone = as_persona("nurse", width=390)
    phone.goto(ward.url.partition("#")[0])
    assert phone.locator("h1").inner_text() == heading, "the same screen on the phone"
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name="Keep this module on this device").click()
    phone.get_by_text("Kept. Open this page").wait_for()
    phone.context.set_offline(True)
    phone.reload()
    assert "kept on this device" in phone.locator(".kind").inner_text()
    while phone.locator("form.player:visible").count():
        answer(phone)
    with phone.expect_navigation():
        phone.context.set_offline(False)
    phone.wait_for_load_state()
    ward.reload()
    assert "per cent" in ward.locator("main").inner_text(), f"{title} has ended"


def test_sigkill_loses_no_accepted_answer_and_certifies_nobody_twice(demonstration, module):
    tally = Tally()
    learners = learners_of(module, tally, port=demonstration.port, retries=True)

    async def learn() -> None:
        learning = asyncio.create_task(crowd(learners, 8))
        for _kill in range(KILLS):
            await asyncio.sleep(0.8)
            await asyncio.to_thread(demonstration.stop, signal.SIGKILL)
            await asyncio.to_thread(demonstration.start)
        await asyncio.wait_for(learning, 240)

    with ThreadPoolExecutor(1) as apart:  # the browser's loop runs in this one
        apart.submit(asyncio.run, learn()).result()
    path = demonstration.home / "accepted.json"
    path.write_text(json.dumps(tally.accepted))
    check = [sys.executable, "-m", "bench.learners_people", "check", str(path)]
    said = subprocess.run(
        check, env=demonstration.env, cwd=ROOT, check=True, capture_output=True, text=True
    )
    told = json.loads(said.stdout.splitlines()[-1])
    assert not tally.errors, tally.errors
    assert tally.finished == LEARNERS
    assert told["lost"] == 0
    assert told["completed"] == told["certificates"] == told["cpd entries"] == LEARNERS
    assert told["certificates twice"] == told["cpd entries twice"] == 0
