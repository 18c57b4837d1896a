"""We ask politely, and an absent network is said in a sentence."""

import pytest

from nacre.evidence.clients import asking, crossref, europe_pmc, pubmed
from nacre.evidence.clients.asking import Pace, PaperUnknownError, Source, SourceUnavailableError
from tests.evidence.clients.service import Clock, answering


def source(base, *, clock=None, per_second=1000, **more):
    """A service at this address."""
    clock = clock or Clock()
    pace = Pace(per_second, clock=clock, sleep=clock.sleep)
    return Source(name="PubMed", base=base, pace=pace, contact="us@example.org", **more)


def test_we_say_who_asks_and_which_tool():
    with answering() as (base, asked):
        found = pubmed.search(source(base), "invented[ti]", most=5, days=7, key="k")
        assert found == ["90000001", "7"]
        assert b"90000001" in pubmed.fetch(source(base), found)
        crossref.fetch(source(base), "10.5555/ann.hep.1")
    (_, first, agent), _, (_, third, _) = asked
    assert agent == "Nacre/0.1 (mailto:us@example.org)"
    assert (first["email"], first["tool"], first["api_key"]) == (
        ["us@example.org"],
        ["nacre"],
        ["k"],
    )
    assert (first["reldate"], first["retmax"]) == (["7"], ["5"])
    assert third["mailto"] == ["us@example.org"]


def test_europe_pmc_gives_numbers_of_those_that_have_any():
    with answering() as (base, _):
        assert europe_pmc.search(source(base), "bile", most=9) == [
            ("90000001", "10.5555/ann.hep.1")
        ]


@pytest.mark.parametrize(("per_second", "gaps"), [(3, [0.333, 0.333]), (10, [0.1, 0.1])])
def test_no_more_questions_a_second_than_allowed(per_second, gaps):
    clock = Clock()
    with answering() as (base, _):
        asker = source(base, clock=clock, per_second=per_second)
        for _ in range(3):
            asker.ask("search")
    assert clock.slept == gaps


def test_trouble_is_waited_out_for_as_long_as_they_say():
    clock = Clock()
    troubles = [(429, {"Retry-After": "7"}), (503, {}), (500, {})]
    with answering(first=troubles) as (base, asked):
        assert source(base, clock=clock).ask("search")
    assert len(asked) == 4
    assert [seconds for seconds in clock.slept if seconds >= 1] == [7, 2, 4]


@pytest.mark.parametrize(
    "first",
    [[(429, {"Retry-After": "3600"})], [(503, {})] * 4, [(403, {})]],
    ids=["for an hour", "four times", "not us"],
)
def test_whoever_does_not_want_us_is_left_in_peace(first):
    gone = pytest.raises(SourceUnavailableError, match="nothing was changed")
    with answering(first=first) as (base, asked), gone:
        source(base).ask("search")
    assert len(asked) == len(first)


def test_without_a_network_it_is_said_what_to_do():
    with pytest.raises(SourceUnavailableError) as told:
        pubmed.fetch(source("http://127.0.0.1:9", tries=2), ["1"])
    assert str(told.value) == (
        "PubMed cannot be reached; nothing was changed. Try again, or import a file."
    )


def test_a_paper_nobody_knows_is_no_trouble_of_the_network():
    with answering() as (base, _), pytest.raises(PaperUnknownError):
        crossref.fetch(source(base), "10.5555/unknown")


@pytest.mark.parametrize("answer", ["", "<html>Please log in</html>", "[]", '{"esearchresult": 4}'])
def test_an_answer_in_another_form_is_not_believed(answer):
    with answering({"/esearch.fcgi": answer or " ", "/search": answer or " "}) as (base, _):
        for ask in (pubmed.search, europe_pmc.search):
            with pytest.raises(SourceUnavailableError, match="another form"):
                ask(source(base), "x", most=1)


def test_an_answer_without_end_is_left(monkeypatch):
    monkeypatch.setattr(asking, "MOST_BYTES", 10)
    with answering() as (base, _), pytest.raises(SourceUnavailableError, match="too long"):
        source(base).ask("search")


def test_we_are_not_led_away_from_the_web():
    away = [(302, {"Location": "ftp://127.0.0.1/etc"})] * 4
    with answering(first=away) as (base, _), pytest.raises(SourceUnavailableError):
        source(base).ask("search")
