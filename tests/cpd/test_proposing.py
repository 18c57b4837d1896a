"""What members did becomes proposals: once, to them alone, and only if they want it."""

from datetime import timedelta

import pytest

from nacre.communities.models import EnabledComponent
from nacre.cpd import actions
from nacre.cpd.models import Entry, StruckOut
from nacre.pages.models import BasePage
from tests.cast import make_page
from tests.cpd.conftest import span
from tests.editorial.conftest import article, board, news  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
State = Entry.State


def test_proposed_again_it_is_the_same_entry_brought_up_to_date(proposed):
    first = proposed(spans=[span(0, 10)])
    second = proposed(spans=[span(0, 10), span(5, 20)], title="Ascites, the whole course")
    assert first.pk == second.pk == Entry.objects.get().pk
    assert (second.measured, second.claimed, second.title) == (25, 25, "Ascites, the whole course")


def test_what_the_member_decided_on_stays_as_it_is(proposed, nadia):
    entry = proposed(minutes=30)
    for decide in (actions.accept_entries, actions.reject_entries):
        decide(by=nadia.viewer, keys=[entry.key])
        before = Entry.objects.values().get()
        proposed(minutes=300, title="Something else")
        assert Entry.objects.values().get() == before


def test_a_deleted_proposal_never_comes_back(proposed, nadia):
    entry = proposed(minutes=30)
    actions.delete_entry(by=nadia.viewer, entry=entry)
    assert proposed(minutes=30) is None
    assert not Entry.objects.exists()
    assert "Ascites" not in str(list(StruckOut.objects.values()))
    assert proposed(key="c2", minutes=30) is not None


def test_whoever_wants_no_proposals_has_none(proposed, nadia):
    proposed(minutes=30)
    actions.change_plan(by=nadia.viewer, schemes=["nmc"], renewal_on=None, is_proposing=False)
    assert not Entry.objects.exists()
    assert proposed(minutes=30) is None


def test_nothing_is_proposed_where_the_component_is_off(proposed, liver, nadia):
    EnabledComponent.objects.filter(community=liver, slug="cpd").delete()
    nadia.membership.refresh_from_db()
    assert proposed(minutes=30) is None


@pytest.mark.parametrize("person", ["faye", "ben"])
def test_companies_and_those_who_wait_have_no_ledger(request, proposed, person):
    assert proposed(who=request.getfixturevalue(person), minutes=30) is None


def test_participatory_is_cut_to_the_whole_and_nothing_is_proposed_for_no_time(proposed):
    assert proposed(minutes=30, participatory_minutes=90).participatory == 30
    assert proposed(minutes=0) is None
    assert not Entry.objects.exists()


def test_what_came_to_nothing_is_withdrawn_unless_it_was_accepted(proposed, nadia):
    kept = proposed(minutes=30)
    actions.accept_entries(by=nadia.viewer, keys=[kept.key])
    proposed(key="c2", minutes=30)
    for key in ("c1", "c2"):
        actions.withdraw(membership=nadia.membership, source="course", source_key=key)
    assert list(Entry.objects.all()) == [kept]


def test_reading_is_proposed_by_day_without_what_is_short(
    read, nadia, amara, liver, yesterday_at_nine
):
    varices, ascites = make_page(liver, "news", "Varices"), make_page(liver, "news", "Ascites")
    read(nadia, varices, 6, at=yesterday_at_nine)
    read(nadia, ascites, 4, at=yesterday_at_nine + timedelta(hours=1))
    read(amara, ascites, 4, at=yesterday_at_nine)
    assert BasePage.objects.filter(pk=varices.pk).update(promotion_label="") == 1
    assert actions.propose_reading() == 0  # sections are no pieces: nothing to learn from


@pytest.fixture
def pieces(article, liver):  # noqa: F811 - the fixture of that name
    """Two articles."""
    from nacre.editorial.models import NewsPage

    second = NewsPage(title="Second look", slug="second", community=liver, reviewed_by=None)
    article.get_parent().add_child(instance=second)
    return article, NewsPage.objects.get(pk=second.pk)


def test_a_day_of_reading_is_one_entry_with_its_pages(
    read, nadia, amara, pieces, yesterday_at_nine
):
    first, second = pieces
    read(nadia, first, 6, at=yesterday_at_nine)
    read(nadia, second, 4, at=yesterday_at_nine + timedelta(hours=1))
    read(amara, first, 4, at=yesterday_at_nine)  # less than is worth an entry
    assert actions.propose_reading() == 1
    entry = Entry.objects.get()
    assert entry.membership == nadia.membership
    assert (entry.title, entry.measured, entry.participatory) == ("Reading: 2 articles", 10, 0)
    assert [one["minutes"] for one in entry.evidence["read"]] == [6, 4]
    assert set(entry.pages.values_list("pk", flat=True)) == {first.pk, second.pk}
    assert actions.propose_reading() == 1  # again: the same
    assert Entry.objects.count() == 1


def test_two_windows_side_by_side_are_read_once(read, nadia, pieces, yesterday_at_nine):
    for page in pieces:
        read(nadia, page, 8, at=yesterday_at_nine)
    actions.propose_reading()
    assert Entry.objects.get().measured == 8


def test_an_open_page_ends_to_count_after_half_an_hour(read, nadia, pieces, yesterday_at_nine):
    read(nadia, pieces[0], 75, at=yesterday_at_nine)
    actions.propose_reading()
    assert Entry.objects.get().measured == 30


def test_what_a_company_says_and_what_was_no_reader_is_not_proposed(
    read, nadia, pieces, yesterday_at_nine
):
    BasePage.objects.filter(pk=pieces[0].pk).update(promotion_label="Advertisement")
    read(nadia, pieces[0], 20, at=yesterday_at_nine)
    read(nadia, pieces[1], 20, at=yesterday_at_nine, flags=["staff"])
    assert actions.propose_reading() == 0


def test_a_deleted_day_of_reading_is_not_proposed_the_next_night(
    read, nadia, pieces, yesterday_at_nine
):
    read(nadia, pieces[0], 20, at=yesterday_at_nine)
    actions.propose_reading()
    actions.delete_entry(by=nadia.viewer, entry=Entry.objects.get())
    assert actions.propose_reading() == 0


def test_a_note_about_a_page_is_added_once_and_the_credit_stays(proposed, nadia, pieces):
    entry = proposed(minutes=30, pages=[pieces[0].pk])
    actions.accept_entries(by=nadia.viewer, keys=[entry.key])
    for _again in range(2):
        actions.note_on_pages(page_ids=[pieces[0].pk], note="The paper was retracted.")
    entry.refresh_from_db()
    assert (entry.note, entry.claimed, entry.state) == ("The paper was retracted.", 30, "accepted")
