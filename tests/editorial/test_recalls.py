"""A paper is retracted: pages say so, editors have a task with a day, readers hear of it once."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.editorial import actions
from nacre.editorial.models import JournalReviewPage, NewsPage, QuietReader, ReaderNotice, Recall
from nacre.editorial.models.recall import due_after
from nacre.evidence.actions import add_citation, restate_citation, tell_of_notices
from nacre.evidence.models import CitationNotice
from nacre.members.actions import erase_account
from nacre.members.models import Referral
from nacre.pages.models import BasePage, SectionPage
from nacre.privacy.erasing import address_hash
from tests.cast import make_person
from tests.evidence.notices import check, export, watched

PATH = "/news/counting/"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Activity of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()


@pytest.fixture
def paper(liver):
    """A paper on the shelf of the liver community."""
    facts = {"title": "A simple index", "journal_abbrev": "Hepatology", "year": 2006}
    return add_citation(doi="10.5555/a", shelf=liver, **facts)


@pytest.fixture
def review(news, board, liver, paper):
    """A journal review of it, for members."""
    page = JournalReviewPage(
        title="Counting instead of cutting", slug="counting", citation=paper,
        why_it_matters="It spares a biopsy.", community=liver, reviewed_by=board,
    )  # fmt: skip
    return actions.place_page(page=page, below=news)


@pytest.fixture
def citing(article, paper) -> NewsPage:
    """A news article that cites the paper too."""
    article.papers.set([paper])
    actions.publish_placed(page=article)
    return NewsPage.objects.get(pk=article.pk)


@pytest.fixture
def retract(committed):
    """`retract()` reads a file with a retraction of the paper, and tells; `retract("Correction")`."""

    def run(nature="Retraction", **said):
        with committed():
            check(export(watched(nature=nature, **said)))
        with committed():
            tell_of_notices()

    return run


def letters_to(mailoutbox, person) -> list[str]:
    """The letters to somebody."""
    return [
        mail.subject + "\n" + mail.body for mail in mailoutbox if mail.to == [person.user.email]
    ]


def test_every_page_that_cites_the_paper_says_so_above_its_text(at, amara, review, citing, retract):
    browser = at("liver", amara)
    for page in (review, citing):
        assert "has been retracted" not in browser.get(page.path_in_community).text
    retract()
    for page, first_words in ((review, "It spares a biopsy"), (citing, "Band first")):
        told = browser.get(page.path_in_community).text
        assert told.index("A cited paper has been retracted") < told.index(first_words)
        assert told.index("Retraction, 15 April 2021: Error in Data") < told.index(first_words)
        assert "https://doi.org/10.5555/notice" in told


@pytest.mark.parametrize(
    ("nature", "reason", "heading"),
    [
        ("Correction", "", "has been corrected"),
        ("Expression of concern", "", "has expressed concern about a cited paper"),
        ("Retraction", "+Retract and Replace;", "has been retracted and replaced"),
        ("Retraction", "+Withdrawal;", "has been withdrawn"),
    ],
)
def test_what_happened_is_told_apart(at, amara, review, retract, nature, reason, heading):
    retract(nature, reason=reason)
    assert heading in at("liver", amara).get(PATH).text


def test_a_reinstatement_takes_the_banner_away_and_is_told(at, amara, review, retract, mailoutbox):
    at("liver", amara).get(PATH)
    retract()
    retract("Reinstatement", date="5/1/2022", notice="10.5555/again")
    told = at("liver", amara).get(PATH).text
    assert "has been retracted" not in told
    assert ["has been reinstated" in letter for letter in letters_to(mailoutbox, amara)] == [
        False, True,
    ]  # fmt: skip


def test_lists_mark_the_page_and_do_not_recommend_it(
    at, amara, liver, hepatitis, review, article, citing, retract
):
    other = actions.place_page(
        page=NewsPage(title="Another", slug="another", community=liver),
        below=SectionPage.objects.of(liver).get(slug="news"),
    )
    for page in (review, other):
        page.topics.set([hepatitis])
        actions.publish_placed(page=page)
    review_row = BasePage.objects.get(pk=review.pk)
    browser = at("liver", amara)
    assert review.title in browser.get(other.path_in_community).text
    retract()
    assert "Paper retracted" in browser.get("/news/").text
    assert review.title not in browser.get(other.path_in_community).text
    assert review_row not in BasePage.objects.visible_to(amara.viewer).recommended()
    # Publishing it anew does not lose the mark.
    JournalReviewPage.objects.get(pk=review.pk).get_latest_revision().publish()
    assert BasePage.objects.get(pk=review.pk).standing == "retracted"


def test_editors_have_a_task_with_a_day_and_one_letter_for_all_pages(
    at, erin, review, citing, retract, mailoutbox
):
    retract()
    (letter,) = letters_to(mailoutbox, erin)
    assert review.title in letter
    assert citing.title in letter
    assert Recall.objects.count() == 2
    desk = at("liver", erin).get("/cms/").text
    assert review.title in desk
    due_on = due_after(timezone.localdate())
    assert f"{due_on.day} {due_on:%B %Y}" in desk
    assert "Overdue" not in desk
    Recall.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "Overdue" in at("liver", erin).get("/cms/").text


def test_five_working_days_have_no_weekend():
    assert due_after(dt.date(2026, 11, 27)) == dt.date(2026, 12, 4)  # a Friday
    assert due_after(dt.date(2026, 11, 28)) == dt.date(2026, 12, 4)  # a Saturday


def test_an_editor_closes_the_task_by_saying_what_was_done(at, erin, review, retract):
    retract()
    address = f"/cms/recalls/{Recall.objects.get().pk}/"
    browser = at("liver", erin)
    assert "A simple index" in browser.get(address).text
    assert Recall.objects.get().closed_at is None
    browser.post(address, {"done": ""})
    refused = browser.post(address, {"done": "Asked about NHS number 943 476 5919"})
    assert "could identify a patient" in refused.text
    assert Recall.objects.get().closed_at is None
    browser.post(address, {"done": "Corrected the text."})
    recall = Recall.objects.get()
    assert (recall.done, recall.closed_by) == ("Corrected the text.", erin.user)
    assert review.title not in browser.get("/cms/").text
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("who", ["amara", "faye", "visitor", "dora", "editor elsewhere"])
def test_nobody_else_opens_or_closes_it(request, at, ms, liver, review, retract, who):
    if who == "editor elsewhere":
        person = make_person(ms, "Quentin", "Q", profession="doctor", duty="clinical_editor")
    else:
        person = request.getfixturevalue(who)
    retract()
    address = f"/cms/recalls/{Recall.objects.get().pk}/"
    for host in ("liver", "ms"):
        for answer in (
            at(host, person).get(address),
            at(host, person).post(address, {"done": "Mine."}),
        ):
            assert answer.status_code in {302, 403, 404}
    assert Recall.objects.get().closed_at is None


def test_a_later_notice_takes_the_place_of_an_open_task(review, retract):
    retract("Expression of concern", date="1/2/2020")
    retract()
    first, second = Recall.objects.order_by("pk")
    assert first.done == "Overtaken by: Retraction"
    assert second.closed_at is None


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


def test_an_editor_chooses_what_a_page_cites_from_the_shelf_of_the_community(
    at, erin, ms, paper, article, desk
):
    facts = {"title": "Of another shelf", "journal_abbrev": "Gut", "year": 2020}
    add_citation(doi="10.5555/theirs", shelf=ms, **facts)
    erin.membership.save()
    form = at("liver", erin).get(f"/cms/pages/{article.pk}/edit/").text
    assert "A simple index" in form
    assert "Of another shelf" not in form
