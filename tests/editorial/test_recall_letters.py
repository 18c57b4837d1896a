"""A paper is retracted: whoever read or was mailed a page about it hears of it once."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.editorial import actions
from nacre.editorial.models import JournalReviewPage, QuietReader, ReaderNotice, Recall
from nacre.evidence.actions import restate_citation
from nacre.evidence.models import CitationNotice
from nacre.members.actions import erase_account
from nacre.members.models import Referral
from nacre.pages.models import BasePage, SectionPage
from nacre.privacy.erasing import address_hash
from tests.cast import make_person
from tests.editorial.recalled import letters_to
from tests.evidence.notices import export, watched

PATH = "/news/counting/"
pytestmark = pytest.mark.usefixtures("home")


def test_who_opened_the_page_hears_of_it_once_and_others_do_not(
    at, amara, chen, faye, review, citing, retract, mailoutbox
):
    for page in (review, citing, review):
        at("liver", amara).get(page.path_in_community)
    at("liver").get(review.path_in_community)
    at("liver", faye).get(review.path_in_community)
    retract()
    (letter,) = letters_to(mailoutbox, amara)
    assert "has been retracted" in letter
    assert "A simple index" in letter
    assert not letters_to(mailoutbox, chen)
    assert not letters_to(mailoutbox, faye)
    assert ReaderNotice.objects.get().user == amara.user


def test_a_second_run_writes_to_nobody_and_adds_nothing(
    at, amara, review, retract, mailoutbox, tmp_path, committed
):
    at("liver", amara).get(PATH)
    retract()
    before = len(mailoutbox), Recall.objects.count(), ReaderNotice.objects.count()
    assert before[1:] == (1, 1)
    path = tmp_path / "watch.csv"
    path.write_bytes(export(watched()))
    with committed():
        call_command("check_retractions", str(path))
    assert (len(mailoutbox), Recall.objects.count(), ReaderNotice.objects.count()) == before


def test_what_a_killed_run_did_not_tell_the_next_one_does_and_nobody_hears_twice(
    at, amara, review, monkeypatch, retract, mailoutbox
):
    from nacre.editorial.actions import telling

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    at("liver", amara).get(PATH)
    with monkeypatch.context() as patch:
        patch.setattr(telling, "write_to_member", killed)
        with pytest.raises(KeyboardInterrupt):
            retract()
    assert Recall.objects.count() == 1
    assert not ReaderNotice.objects.exists()
    to_the_desk = len(mailoutbox)
    retract()
    assert len(letters_to(mailoutbox, amara)) == 1
    assert len(mailoutbox) == to_the_desk + 1
    CitationNotice.objects.update(told_at=None)  # killed once more, before it was noted
    retract()
    assert len(mailoutbox) == to_the_desk + 1


def test_activity_that_is_filed_is_found_as_well(at, amara, review, retract, mailoutbox):
    at("liver", amara).get(PATH)
    call_command("compact_activity", verbosity=0)
    retract()
    assert len(letters_to(mailoutbox, amara)) == 1


def test_no_letter_tells_of_a_page_that_is_closed_to_its_reader_by_now(
    at, amara, liver, review, retract, mailoutbox
):
    at("liver", amara).get(PATH)
    nurses = Audience.objects.get(community=liver, slug="nurses")
    BasePage.objects.filter(pk=review.pk).update(audience=nurses)
    retract()
    assert not letters_to(mailoutbox, amara)
    assert not ReaderNotice.objects.exists()


def test_an_unpublished_page_waits_at_the_desk_and_is_told_to_no_reader(
    at, amara, review, retract, mailoutbox
):
    at("liver", amara).get(PATH)
    review.unpublish()
    retract()
    assert Recall.objects.get().page_id == review.pk
    assert not letters_to(mailoutbox, amara)


def test_another_community_that_cites_it_too_is_told_apart(
    at, amara, dora, ms, paper, review, retract, mailoutbox
):
    theirs = actions.place_page(
        page=JournalReviewPage(
            title="Theirs", slug="theirs", citation=paper, why_it_matters="x", community=ms
        ),
        below=SectionPage.objects.of(ms).get(slug="news"),
    )
    at("liver", amara).get(PATH)
    at("ms", dora).get(theirs.path_in_community)
    retract()
    (to_amara,), (to_dora,) = letters_to(mailoutbox, amara), letters_to(mailoutbox, dora)
    assert "Theirs" not in to_amara
    assert review.title not in to_dora
    assert "ms.nacre.localhost" in to_dora


def test_a_member_who_was_forgotten_is_not_found(at, amara, review, retract, mailoutbox):
    at("liver", amara).get(PATH)
    email = amara.user.email
    erase_account(person=amara.user)
    mailoutbox.clear()
    retract()
    assert [mail for mail in mailoutbox if mail.to == [email]] == []
    assert not ReaderNotice.objects.exists()


def referral(liver, by, **said) -> Referral:
    """A page that somebody sent to a colleague."""
    facts = {"email": "colleague@example.org", "item_path": PATH, "item_title": "Counting"} | said
    hashed = address_hash(facts["email"])
    return Referral.objects.create(
        community=liver, referred_by=by.membership, address_hash=hashed, **facts
    )


def test_whoever_was_mailed_the_page_hears_of_it_member_or_not(
    liver, amara, chen, review, retract, mailoutbox
):
    referral(liver, chen)
    referral(liver, amara)  # two members invited the same colleague
    referral(
        liver, chen, email=amara.user.email, membership=amara.membership, joined_at=timezone.now()
    )
    retract()
    to_colleague = [mail for mail in mailoutbox if mail.to == ["colleague@example.org"]]
    assert len(to_colleague) == 1
    assert "/refer/" in to_colleague[0].body
    assert len(letters_to(mailoutbox, amara)) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"refused_at": timezone.now()},
        {"sent_at": timezone.now() - dt.timedelta(days=40)},
        {"item_path": "/news/other/"},
    ],
    ids=["refused", "too old", "another page"],
)
def test_an_address_that_wants_quiet_or_is_too_old_is_not_written_to(
    liver, chen, review, retract, mailoutbox, said
):
    referral(liver, chen, **said)
    retract()
    assert [mail for mail in mailoutbox if mail.to == ["colleague@example.org"]] == []


def test_letters_stop_by_their_link_and_the_home_page_still_says_it(
    at, amara, chen, review, retract, mailoutbox
):
    at("liver", amara).get(PATH)
    retract("Expression of concern", date="1/2/2020")
    (mail,) = [mail for mail in mailoutbox if mail.to == [amara.user.email]]
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")
    path = link.partition("8000")[2]
    assert "Stop letters" in at("liver").get(path).text
    assert not QuietReader.objects.exists()
    at("liver").post(path, {"List-Unsubscribe": "One-Click"})
    retract()
    assert len(letters_to(mailoutbox, amara)) == 1
    home = at("liver", amara).get("/").text
    assert "A cited paper has been retracted" in home
    assert "has been retracted" not in at("liver", chen).get("/").text
    at("liver").post(path, {"letters": "again"})
    assert not QuietReader.objects.exists()
    assert at("ms").get(path).status_code == 404
    assert at("liver").get("/recalls/letters/forged/").status_code == 404


def test_a_member_puts_away_what_they_have_seen_and_nobody_elses(at, amara, chen, review, retract):
    at("liver", amara).get(PATH)
    retract()
    address = f"/recalls/{ReaderNotice.objects.get().pk}/seen/"
    assert at("liver", amara).get(address).status_code == 405
    assert at("liver", chen).post(address).status_code == 404
    assert at("liver").post(address).status_code == 404
    assert ReaderNotice.objects.get().seen_at is None
    at("liver", amara).post(address)
    assert "has been retracted" not in at("liver", amara).get("/").text


def test_a_paper_that_is_restated_by_hand_is_told_as_well(
    at, amara, paper, review, committed, mailoutbox
):
    at("liver", amara).get(PATH)
    with committed():
        restate_citation(citation=paper, status="concern", note="Images look alike.")
    assert Recall.objects.count() == 1
    assert "Images look alike." in letters_to(mailoutbox, amara)[0]


def test_questions_do_not_grow_with_the_readers(
    at, liver, review, retract, django_assert_max_num_queries
):
    people = [make_person(liver, f"Reader{n}", "Many", profession="nurse") for n in range(3)]
    for person in people:
        at("liver", person).get(PATH)
    counted = []
    for nature, date in (("Expression of concern", "1/2/2020"), ("Retraction", "1/2/2021")):
        with django_assert_max_num_queries(200) as told:
            retract(nature, date=date, notice=f"10.5555/{nature[0]}")
        counted.append(len(told))
        for n in range(3):
            person = make_person(liver, f"{nature[0]}{n}", "More", profession="nurse")
            at("liver", person).get(PATH)
    assert counted[1] <= counted[0] + 2  # the task that is overtaken


def test_markup_in_a_title_is_text(at, erin, amara, paper, review, retract):
    paper.title = "<script>alert(1)</script> A simple index"
    paper.save()
    at("liver", amara).get(PATH)
    retract()
    for browser, path in ((at("liver", amara), PATH), (at("liver", amara), "/")):
        assert "<script>alert" not in browser.get(path).text
    desk = at("liver", erin).get(f"/cms/recalls/{Recall.objects.get().pk}/").text
    assert "<script>alert" not in desk
