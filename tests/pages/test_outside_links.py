"""Outside links are asked politely, and are dead only after failing on two different days."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.evidence.actions import add_citation
from nacre.evidence.clients.asking import Pace
from nacre.evidence.clients.outside import Answer, NoAnswerError
from nacre.pages import link_checking
from nacre.pages.link_checking import check_links, gather_links
from nacre.pages.link_client import PROBE, Asker, Verdict
from nacre.pages.models import PageLink
from nacre.pages.outside_links import addresses_in, links_of
from tests.cast import make_page
from tests.evidence.clients.service import Clock
from tests.members.clock import clock  # noqa: F401 - a fixture

GONE = "https://guide.example.org/gone"
GOOD = "https://guide.example.org/good"


class World:
    """Everybody outside: answers as told, and notes who was asked how."""

    def __init__(self, answers, *, has_network=True):
        self.answers, self.asked = {PROBE: 200 if has_network else None} | answers, []

    def look(self, url, *, agent, method, follows):
        """One answer; None is nobody."""
        self.asked.append((method, url, agent, follows))
        status = self.answers.get(url)
        status = status.get(method) if isinstance(status, dict) else status
        if status is None:
            raise NoAnswerError("Nobody answered.")
        return Answer(status, url)

    def asker(self, ticking=None):
        """Whoever asks them, without waiting."""
        ticking = ticking or Clock()
        return Asker(look=self.look, new_pace=lambda: Pace(1, clock=ticking, sleep=ticking.sleep))


def check(community, answers, **more):
    """A run over one community."""
    world = World(answers, **more)
    return check_links(communities=[community], asker=world.asker(), is_all=True)


@pytest.fixture
def linking(liver):
    """A published page with a good link and one that is gone."""
    page = make_page(liver, "news", "With links")
    page.standfirst = f"See {GOOD} and {GONE}."
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p><a href="https://a.example.org/x?a=1&amp;b=2">x</a></p>', ["https://a.example.org/x?a=1&b=2"]),
        ("(see https://a.example.org/y).", ["https://a.example.org/y"]),
        ("https://a.example.org/wiki/B_(c)", ["https://a.example.org/wiki/B_(c)"]),
        ("https://a.example.org/#part", ["https://a.example.org/"]),
        ("javascript:alert(1) ftp://a.example.org mailto:a@example.org", []),
    ],
)  # fmt: skip
def test_addresses_are_read_as_a_browser_would(text, found):
    assert list(addresses_in(text)) == found


def test_a_page_leads_to_its_addresses_and_its_papers_and_not_to_ourselves(liver, linking):
    paper = add_citation(doi="10.5555/(sici)1<2>", shelf=liver, title="x", year=2020)
    linking.papers.add(paper, add_citation(pmid="7", shelf=liver, title="y", year=2020))
    linking.standfirst += " https://liver.nacre.localhost/news/ http://localhost/"
    assert links_of(linking) == [
        GOOD,
        GONE,
        "https://doi.org/10.5555/(sici)1%3C2%3E",
        "https://pubmed.ncbi.nlm.nih.gov/7/",
    ]


def test_a_link_is_dead_only_after_two_days(liver, linking, clock):  # noqa: F811
    def dead():
        check(liver, {GOOD: 200, GONE: 404})
        return [link.url for link in PageLink.objects.of(liver).dead()]

    assert dead() == []
    clock.on(hours=1)
    assert dead() == []
    clock.on(days=1)
    assert dead() == [GONE]


def test_what_answers_again_is_well_and_its_last_good_day_is_kept(liver, linking):
    check(liver, {GOOD: 200, GONE: 503})
    check(liver, {GOOD: 200, GONE: 200})
    link = PageLink.objects.get(url=GONE)
    assert (link.failed_days, link.failing_since) == (0, None)
    assert link.good_at


def test_without_network_nothing_is_noted(liver, linking):
    told = check(liver, {}, has_network=False)
    assert told.is_offline
    assert not PageLink.objects.exclude(asked_at=None).exists()


def test_one_silent_host_is_not_a_missing_network(liver, linking):
    told = check(liver, {})
    assert (told.is_offline, told.failed) == (False, 2)


@pytest.mark.parametrize(
    ("answers", "verdict", "methods"),
    [
        (200, Verdict.GOOD, ["HEAD"]),
        ({"HEAD": 405, "GET": 200}, Verdict.GOOD, ["HEAD", "GET"]),
        ({"HEAD": 404, "GET": 200}, Verdict.GOOD, ["HEAD", "GET"]),
        (410, Verdict.FAILED, ["HEAD", "GET"]),
        (500, Verdict.FAILED, ["HEAD", "GET"]),
        (403, Verdict.UNSURE, ["HEAD", "GET"]),
        (429, Verdict.UNSURE, ["HEAD"]),
        (None, Verdict.SILENT, ["HEAD"]),
    ],
)
def test_head_then_get_and_a_closed_door_is_no_dead_link(answers, verdict, methods):
    world = World({GOOD: answers})
    assert world.asker().ask(GOOD).verdict is verdict
    assert [method for method, *_ in world.asked] == methods


@pytest.mark.parametrize(("status", "verdict"), [(302, Verdict.GOOD), (404, Verdict.FAILED)])
def test_a_doi_is_asked_of_its_resolver_alone(status, verdict):
    world = World({"https://doi.org/10.5555/a": status})
    assert world.asker().ask("https://doi.org/10.5555/a").verdict is verdict
    assert [(method, follows) for method, _, _, follows in world.asked] == [("HEAD", False)]


def test_a_host_is_asked_once_a_second_and_told_who_asks(settings):
    settings.NACRE_BASE_HOST = "nacre.example.org"
    ticking, world = Clock(), World({GOOD: 200, GONE: 200, "https://b.example.org/": 200})
    asker = world.asker(ticking)
    for url in (GOOD, "https://b.example.org/", GONE):
        asker.ask(url)
    assert ticking.slept == [1.0]
    assert "https://nacre.example.org; mailto:" in world.asked[0][2]


def test_what_a_page_no_longer_says_is_forgotten(liver, linking):
    assert gather_links(liver) == 2
    linking.unpublish()
    assert gather_links(liver) == 0
    assert not PageLink.objects.exists()


def test_a_second_run_asks_only_what_failed(liver, linking):
    check(liver, {GOOD: 200, GONE: 404})
    world = World({GONE: 404})
    check_links(communities=[liver], asker=world.asker())
    assert {url for _, url, *_ in world.asked} == {GONE}


def test_the_command_says_what_came_back_and_that_there_is_no_network(liver, linking, monkeypatch):
    world, out = World({GOOD: 200, GONE: 404}), StringIO()
    commands = "nacre.pages.management.commands.check_links.Asker"
    monkeypatch.setattr(commands, world.asker)
    call_command("check_links", "liver", "--all", stdout=out)
    assert "2 links, 2 addresses asked: 1 good, 0 closed to programs, 1 failed" in out.getvalue()
    monkeypatch.setattr(commands, World({}, has_network=False).asker)
    with pytest.raises(CommandError, match="there is no network"):
        call_command("check_links", "--all", stdout=out)
    assert timedelta(days=7) > link_checking.EVERY
