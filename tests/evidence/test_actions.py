"""What happens to bibliographic records."""

import pytest

from nacre.evidence import actions
from nacre.evidence.models import Citation
from nacre.evidence.signals import citation_restated

FACTS = {"title": "A trial", "journal_abbrev": "Lancet", "year": 2024}


def test_a_paper_that_two_communities_read_is_kept_once(liver, ms):
    first = actions.add_citation(doi="10.1016/ABC", shelf=liver, **FACTS)
    again = actions.add_citation(doi="https://doi.org/10.1016/abc", pmid=9, shelf=ms, **FACTS)
    assert first == again
    assert Citation.objects.count() == 1
    assert set(first.shelves.all()) == {liver, ms}


def test_a_community_does_not_see_what_another_reads(liver, ms):
    actions.add_citation(doi="10.1016/abc", shelf=liver, **FACTS)
    assert Citation.objects.on_the_shelf_of(liver).exists()
    assert not Citation.objects.on_the_shelf_of(ms).exists()


def test_papers_known_by_one_number_alone_do_not_collide(liver):
    actions.add_citation(pmid=1, shelf=liver, **FACTS)
    actions.add_citation(pmid=2, shelf=liver, **FACTS)
    assert Citation.objects.count() == 2


def test_a_retraction_is_told_after_the_commit(liver, django_capture_on_commit_callbacks):
    heard = []

    def listener(sender, citation, **kwargs):
        heard.append(citation)

    citation_restated.connect(listener)
    citation = actions.add_citation(pmid=1, shelf=liver, **FACTS)
    with django_capture_on_commit_callbacks(execute=True):
        actions.restate_citation(citation=citation, status="retracted", note="Retracted in 2026.")
    assert heard == [citation]
    assert Citation.objects.get().standing == "Retracted in 2026."


def test_a_standing_that_does_not_exist_is_refused(liver):
    citation = actions.add_citation(pmid=1, shelf=liver, **FACTS)
    with pytest.raises(ValueError, match="doubtful"):
        actions.restate_citation(citation=citation, status="doubtful")


def test_a_journal_is_followed_once(liver, ms):
    for community in (liver, ms, liver):
        journal = actions.follow_journal(nlm_abbrev="Gut", by=community, title="Gut")
    assert set(journal.followed_by.all()) == {liver, ms}
