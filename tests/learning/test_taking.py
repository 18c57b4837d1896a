"""A nurse takes a course: begins, answers, stops, goes on elsewhere, finishes."""

import re

import pytest

from nacre.learning.models import Answer, Attempt, Enrolment
from tests.cast import SECRET
from tests.learning.asked import answer, chosen, screen_of


@pytest.fixture
def take(at):
    """`take(module, nadia, "tap")`: all of a module by its buttons."""

    def through(module, person, said):
        browser = at("liver", person)
        browser.post(f"{module.url_of_player}start/")
        for _step in range(20):
            page = browser.get(module.url_of_player).text
            if 'name="screen"' not in page:
                return page
            form = answer(page, said) if ">Answer<" in page else screen_of(page)
            browser.post(module.url_of_player, form)
        raise AssertionError("the module does not end")

    return through


def test_a_nurse_takes_a_course_from_its_page_to_its_end(at, nadia, course, add_module, take):
    first, second = add_module("Tapping"), add_module("After the tap")
    browser = at("liver", nadia)
    assert "Start the course" in browser.get(course.path_in_community).text
    assert Enrolment.objects.count() == 0, "looking begins nothing"
    browser.post(course.url_of_start)
    assert (
        "of 2" in browser.get(first.url_of_player).text
        or "Start" in browser.get(first.url_of_player).text
    )
    assert "Done" in take(first, nadia, "tap")
    assert Enrolment.objects.get().completed_at is None
    take(second, nadia, "tap")
    assert Enrolment.objects.get().completed_at is not None
    assert "You have completed this course" in browser.get(course.url_of_start).text


def test_stopped_on_one_device_it_goes_on_at_the_same_question_on_another(at, nadia, add_module):
    module = add_module("Tapping")
    ward, phone = at("liver", nadia), at("liver", nadia)
    ward.post(f"{module.url_of_player}start/")
    page = ward.get(module.url_of_player).text
    ward.post(module.url_of_player, screen_of(page))
    assert "what first?" in phone.get(module.url_of_player).text
    page = phone.get(module.url_of_player).text
    phone.post(module.url_of_player, answer(page, "wait"))
    page = ward.get(module.url_of_player).text
    assert "Yes." in page
    assert ">Finish<" in page


def test_the_same_answer_sent_twice_counts_once_and_cannot_be_changed(at, nadia, add_module):
    module = add_module("Tapping")
    browser = at("liver", nadia)
    browser.post(f"{module.url_of_player}start/")
    browser.post(module.url_of_player, screen_of(browser.get(module.url_of_player).text))
    page = browser.get(module.url_of_player).text
    browser.post(module.url_of_player, answer(page, "wait"))
    browser.post(module.url_of_player, answer(page, "tap"))
    assert [a.is_right for a in Answer.objects.all()] == [False]


def test_without_an_answer_nothing_is_kept_and_the_form_says_so(at, nadia, add_module):
    module = add_module("Tapping")
    browser = at("liver", nadia)
    browser.post(f"{module.url_of_player}start/")
    browser.post(module.url_of_player, screen_of(browser.get(module.url_of_player).text))
    page = browser.get(module.url_of_player).text
    refused = browser.post(module.url_of_player, screen_of(page))
    assert refused.status_code == 422
    assert "There is something to put right" in refused.text
    assert not Answer.objects.exists()


def test_below_the_pass_mark_there_are_three_goes_and_then_a_rest(at, nadia, add_module, take):
    module = add_module("Tapping")
    for _go in range(3):
        assert "Not passed yet" in take(module, nadia, "wait")
    browser = at("liver", nadia)
    browser.post(f"{module.url_of_player}start/")
    assert Attempt.objects.open().count() == 0
    assert "You have used your attempts" in browser.get(module.url_of_player).text
    browser.post(f"{module.url_of_player}start/", {"practice": "yes"})
    assert "practice" in browser.get(module.url_of_player).text


def test_who_it_is_not_for_is_told_why_and_reads_nothing_of_it(at, amara, dora, course, add_module):
    module = add_module("Tapping")
    told = at("liver", amara).get(course.path_in_community).text
    assert "Open to nurses of Liver" in told
    for who, host in ((amara, "liver"), (dora, "liver"), (dora, "ms"), (None, "liver")):
        browser = at(host, who)
        for address in (module.url_of_player, course.url_of_start):
            found = browser.get(address)
            assert found.status_code in {403, 404}
            assert SECRET not in found.text
        assert browser.post(f"{module.url_of_player}start/").status_code in {403, 404}
    assert not Enrolment.objects.exists()


def test_what_was_answered_without_a_connection_is_kept_once(at, nadia, add_module):
    module = add_module("Tapping")
    browser = at("liver", nadia)
    browser.post(f"{module.url_of_player}start/")
    kept = browser.get(f"{module.url_of_player}offline/").text
    assert "what first?" in kept
    assert SECRET in kept
    attempt = Attempt.objects.get()
    keys = re.findall(r'data-screen="([^"]+)"', kept)
    fields = [list(pair) for pair in chosen(kept, "tap").items()]
    sent = {
        "screens": [
            {"screen": keys[0], "fields": []},
            {"screen": keys[1], "fields": fields, "at": "2026-11-30T08:00:00Z"},
        ]
    }
    address = f"{module.url_of_player}answers/?attempt={attempt.key}"
    for _again in range(3):
        told = browser.post(address, sent, content_type="application/json").json()
        assert not told["refused"]
    assert Answer.objects.count() == 1
    assert Attempt.objects.get().is_passed
