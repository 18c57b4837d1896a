"""New papers come in by saved questions, once each, and a night without network loses none."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from nacre.evidence.clients import outside
from nacre.evidence.harvest_sources import Sources
from nacre.evidence.harvesting import harvest, save_query
from nacre.evidence.models import Citation, Find, SavedQuery
from tests.evidence.clients.service import ANSWERS, answering
from tests.evidence.clients.test_asking import source

TITLE = "Invented bile acids in people who were made up"
FEED = """<rss><channel><item><title>Some words of a stranger</title>
<guid>https://pubmed.ncbi.nlm.nih.gov/90000001/</guid></item><item>
<title>&lt;script&gt;alert(1)&lt;/script&gt;Click</title><link>javascript:alert(2)</link>
<pubDate>Thu, 05 Mar 2020 06:00:00 -0500</pubDate></item></channel></rss>"""


def work(doi, *, journal="Ann Invent", year=2026, title=TITLE, **more):
    """A work as Crossref answers it."""
    return {
        "DOI": doi, "title": [title], "container-title": [journal], "type": "journal-article",
        "issued": {"date-parts": [[year, 3]]}, "author": [{"family": "Gil", "given": "Ana"}], **more,
    }  # fmt: skip


PREPRINT = work("10.5555/pre.1", journal="medRxiv", year=2025, type="posted-content")


def answers_of(*works):
    """A Crossref that has found these."""
    return ANSWERS | {"/works": json.dumps({"message": {"items": list(works)}})}


@contextmanager
def sources(answers=ANSWERS, *, feed=FEED):
    """All sources at one small service; what they were asked stands beside them."""
    with answering(answers) as (base, asked):
        one = source(base)
        yield Sources(one, one, one, fetch_feed=lambda url: feed.encode()), asked


NOBODY = Sources(*[source("http://127.0.0.1:9")] * 3)


@pytest.fixture
def ask(liver):
    """`ask("pubmed", "bile[ti]")` is a saved question of the liver community."""

    def saved(sort="pubmed", words="bile[ti]", slug="bile"):
        query = SavedQuery(community=liver, slug=slug, name=slug.title(), source=sort)
        save_query(query=query, words=words)
        return SavedQuery.objects.to_ask().get(slug=slug)

    return saved


def again(query):
    """The question as the next night finds it."""
    return SavedQuery.objects.to_ask().get(pk=query.pk)


def titles(community):
    """What was found for a community."""
    return [one.title for one in Citation.objects.harvested_for(community)]


def test_what_a_question_finds_says_by_which_words_and_is_kept_once(ask, liver, ms):
    query = ask()
    with sources() as (where, asked):
        first = harvest(query=query, sources=where)
        second = harvest(query=again(query), sources=where)
    assert (first.found, first.new, second.new) == (2, 2, 0)
    assert len(first.refused) == 1
    find = Find.objects.of(liver).get(citation__pmid="90000001")
    assert find.by == "Bile, version 1"
    assert titles(ms) == []
    reach = [int(q["reldate"][0]) for path, q, _ in asked if path == "/esearch.fcgi"]
    assert reach == [34, 4]


def test_a_retracted_paper_comes_in_marked(ask, liver):
    with sources() as (where, _):
        harvest(query=ask(), sources=where)
    assert Citation.objects.harvested_for(liver).get(pmid="90000001").is_retracted


def test_a_word_before_the_title_marks_it_too(ask, liver):
    said = work("10.5555/r.1", title=f"RETRACTED: {TITLE}")
    with sources(answers_of(said)) as (where, _):
        harvest(query=ask("crossref"), sources=where)
    citation = Citation.objects.harvested_for(liver).get()
    assert (citation.title, citation.status) == (TITLE, "retracted")


def test_other_words_are_a_new_version_and_look_as_far_back_as_the_first(ask, liver):
    query = ask()
    with sources() as (where, asked):
        harvest(query=query, sources=where)
        save_query(query=again(query), words="  bile[ti]  ")
        assert again(query).versions.count() == 1
        save_query(query=again(query), words="bile[tiab]")
        harvest(query=again(query), sources=where)
    reach = [int(q["reldate"][0]) for path, q, _ in asked if path == "/esearch.fcgi"]
    assert reach == [34, 34]
    assert sorted(f.by for f in Find.objects.of(liver).filter(citation__pmid="90000001")) == [
        "Bile, version 1",
        "Bile, version 2",
    ]


def test_without_network_the_state_says_so_and_the_next_night_catches_up(ask, liver):
    query = ask()
    with sources() as (where, asked):
        harvest(query=query, sources=where)
        good_at = timezone.now() - timedelta(days=20)
        SavedQuery.objects.filter(pk=query.pk).update(good_at=good_at)
        query.versions.update(made_at=good_at)
        told = harvest(query=again(query), sources=NOBODY)
        harvest(query=again(query), sources=NOBODY)
        failing = again(query)
        assert "PubMed cannot be reached" in told.trouble
        assert failing.state.startswith("Could not be asked since ")
        assert failing.good_at == good_at
        harvest(query=failing, sources=where)
    assert [q["reldate"] for path, q, _ in asked if path == "/esearch.fcgi"][-1] == ["24"]
    assert again(query).state.startswith("Asked until ")
    assert len(titles(liver)) == 2


def test_europe_pmc_gives_numbers_and_pubmed_the_records(ask, liver):
    with sources() as (where, asked):
        harvest(query=ask("europe_pmc", "bile"), sources=where)
    (question,) = [q["query"][0] for path, q, _ in asked if path == "/search"]
    assert question.startswith("(bile) AND FIRST_IDATE:[20")
    assert "Effect of ABCB4 on H2O & bile: a trial" in titles(liver)


def test_a_feed_s_word_is_a_claim_of_which_only_the_number_counts(ask, liver):
    with sources() as (where, _):
        told = harvest(query=ask("feed", "https://feed.example.org/"), sources=where)
    assert not told.trouble
    assert not [t for t in titles(liver) if "stranger" in t or "script" in t or "Click" in t]
    assert Citation.objects.harvested_for(liver).filter(pmid="90000001").exists()


@pytest.mark.parametrize("feed", ["<html>", "", '<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'])
def test_a_feed_that_is_none_is_trouble_and_nothing_else(ask, liver, feed):
    query = ask("feed", "https://feed.example.org/")
    with sources(feed=feed) as (where, _):
        harvest(query=query, sources=where)
    assert titles(liver) == []


def test_a_feed_within_our_own_network_is_not_read(ask):
    told = harvest(query=ask("feed", "http://127.0.0.1/feed"), sources=Sources())
    assert "It leads into our own network." in told.trouble


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "more", [{}, {"relation": {"has-preprint": [{"id-type": "doi", "id": "10.5555/pre.1"}]}}]
)
def test_a_preprint_gives_way_to_its_paper_whichever_came_first(ask, liver, order, more):
    title = "Another name by now" if more else TITLE
    works = [PREPRINT, work("10.5555/b.1", title=title, **more)][::order]
    with sources(answers_of(*works)) as (where, _):
        told = harvest(query=ask("crossref"), sources=where)
    assert told.found == 2
    assert [c.doi for c in Citation.objects.harvested_for(liver)] == ["10.5555/b.1"]


def test_two_papers_of_one_title_are_no_preprint_of_each_other(ask, liver):
    works = [work("10.5555/a.1", journal="One"), work("10.5555/a.2", journal="Two")]
    with sources(answers_of(*works)) as (where, _):
        harvest(query=ask("crossref"), sources=where)
    assert len(titles(liver)) == 2


def test_a_file_is_harvested_without_any_network(ask, liver, tmp_path, capsys):
    ask("crossref")
    path = tmp_path / "answer.json"
    path.write_text(answers_of(work("10.5555/f.1"))["/works"])
    for _ in range(2):
        call_command("harvest", "--community", "liver", "--query", "bile", "--from", str(path))
    assert "answer.json: 1 found, 0 new." in capsys.readouterr().out
    assert Find.objects.of(liver).get().by == "Bile, version 1"


def test_the_command_names_the_question_that_could_not_be_asked(ask, liver, settings):
    settings.NACRE_CROSSREF_URL = "http://127.0.0.1:9"
    query = ask("crossref")
    query.community.name = "Liver"
    with pytest.raises(CommandError, match="Liver: Bile: Crossref cannot be reached"), quick():
        call_command("harvest")


@contextmanager
def quick():
    """Nobody waits between tries."""
    from nacre.evidence.lookup import _pace

    pace = _pace("crossref", 5)
    kept, pace.sleep = pace.sleep, lambda seconds: None
    try:
        yield
    finally:
        pace.sleep = kept


@pytest.mark.parametrize(
    ("address", "is_outside"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("127.0.0.1", False),
        ("10.1.2.3", False), ("169.254.169.254", False), ("100.64.0.1", False), ("::1", False),
        ("fd00::1", False), ("::ffff:10.0.0.1", False), ("2002:0a00:0001::1", False),
        ("64:ff9b::7f00:1", False), ("192.168.1.1", False), ("224.0.0.1", False),
    ],
)  # fmt: skip
def test_our_own_network_is_known_in_every_disguise(address, is_outside):
    assert outside.is_outside(outside.ip_address(address)) is is_outside


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "http://user@example.org/", "https://",
        "http://example.org:8080/", "http://[::1", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_are_asked(url):
    with pytest.raises(outside.NoAnswerError):
        outside.look(url, agent="x")
