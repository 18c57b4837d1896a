"""What readers have seen changes openly: with words that were signed off, told once; or is withdrawn."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.editorial import actions
from nacre.editorial.changes import problem_with
from nacre.editorial.models import NewsPage, PageChange, QuietReader, ReaderNotice, ResourcePage
from nacre.members.models import Referral
from nacre.pages.models import BasePage, CommunityDocument, SearchPosting
from nacre.pages.search.results import find
from nacre.privacy.erasing import address_hash
from tests.cast import SECRET, make_person
from tests.editorial.changed import with_notice

PATH = "/news/varices-again/"
WRONG = "The dose was given in grams; it is milligrams."


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Activity of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()


@pytest.fixture
def public(article, liver) -> NewsPage:
    """The article, open to everyone."""
    article.audience = Audience.objects.get(community=liver, slug="public")
    actions.publish_placed(page=article)
    return NewsPage.objects.get(pk=article.pk)


@pytest.fixture
def sign_off(nell, edith, committed):
    """`sign_off(page)`: Nell sends the draft and Edith approves it."""

    def run(page):
        with committed():
            page.save_revision(user=nell.user)
            page = NewsPage.objects.get(pk=page.pk)
            if not page.workflow_in_progress:
                page.get_workflow().start(page, nell.user)
            state = page.current_workflow_task_state
            state.task.specific.on_action(state, edith.user, "approve")
        return NewsPage.objects.get(pk=page.pk)

    return run


@pytest.fixture
def correct(article, sign_off):
    """`correct()` publishes a material correction of the article."""

    def run(**said):
        page = NewsPage.objects.get(pk=article.pk)
        page.key_points = "Milligrams"
        said = {"kind": "correction", "words": WRONG, "is_material": True, **said}
        return sign_off(with_notice(page, **said))

    return run


@pytest.fixture
def withdraw(erin, board, committed):
    """`withdraw(page)`, as the clinical editor."""

    def run(page, words="Its source was retracted.", means="Use the national guideline."):
        with committed():
            actions.withdraw_page(page=page, words=words, means=means, by=erin.viewer)
        return NewsPage.objects.get(pk=page.pk)

    return run


def letters_to(mailoutbox, person) -> list[str]:
    """The letters to somebody."""
    return [f"{m.subject}\n{m.body}" for m in mailoutbox if m.to == [person.user.email]]


def test_a_changed_text_is_not_signed_off_without_saying_what_kind_of_change_it_is(
    article, sign_off
):
    article.key_points = "Something else"
    with pytest.raises(PermissionDenied, match="Say what kind of change this is"):
        sign_off(article)
    assert NewsPage.objects.get(pk=article.pk).key_points != "Something else"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "update", "is_material": True}, "Say what was wrong and what changed"),
        ({"kind": "correction", "words": "  "}, "Say what was wrong and what changed"),
        ({"kind": "minor", "words": "x", "is_material": True}, "nobody could have acted on"),
    ],
)
def test_a_notice_that_says_too_little_is_refused(correct, said, sentence):
    with pytest.raises(PermissionDenied, match=sentence):
        correct(**{"words": "", "is_material": False, **said})


def test_nothing_is_asked_where_no_reader_sees_a_difference(article, hepatitis, draft, sign_off):
    article.topics.set([hepatitis])
    revision = article.save_revision()
    assert not problem_with(article, revision)
    assert sign_off(draft).live  # and nobody has read what is new
    assert not PageChange.objects.exists()


def test_what_was_unpublished_for_a_while_was_seen_all_the_same(article, nell):
    article.unpublish()
    article = NewsPage.objects.get(pk=article.pk)
    article.key_points = "Something else"
    assert "Readers have seen this page" in problem_with(article, article.save_revision())


def test_an_operator_who_publishes_without_a_sign_off_says_it_too(article):
    operator = make_person(article.community, "Olga", "P").user
    operator.is_superuser = True
    article.key_points = "Something else"
    article.save_revision()
    with pytest.raises(PermissionDenied, match="Say what kind of change"):
        actions.publish_without_sign_off(page=article, by=operator, reason="Nobody is here today.")


def test_a_correction_stands_above_the_text_and_in_the_log_of_its_page(at, amara, article, correct):
    browser = at("liver", amara)
    assert "What changed" not in browser.get(PATH).text
    correct(means="Check the charts of this week.")
    told = browser.get(PATH).text
    assert told.index(WRONG) < told.index("Milligrams")
    assert 'id="change-1"' in told
    assert "Check the charts of this week." in told
    assert "Corrected" in browser.get("/news/").text
    change = PageChange.objects.get()
    assert change.fingerprint_before != change.fingerprint_after
    assert (change.kind, change.number, change.made_by.given_name) == ("correction", 1, "Nell")


def test_the_next_change_begins_with_an_empty_notice(at, amara, article, correct, nell):
    correct()
    page = NewsPage.objects.get(pk=article.pk)
    form = NewsPage.get_edit_handler().get_form_class()(instance=page, for_user=nell.user)
    assert form.initial["correction"] == ""
    page.key_points = "Once more"
    assert "Say what kind of change" in problem_with(page, page.save_revision())
    correct(words="It was three, not two.")
    told = at("liver", amara).get(PATH).text
    assert told.index('id="change-2"') < told.index('id="change-1"')


def test_whoever_signs_off_reads_the_notice_and_a_comma_in_it_is_another_text(
    at, nell, edith, article, mailoutbox, committed
):
    from tests.editorial.letters import link_for

    page = NewsPage.objects.get(pk=article.pk)
    page.key_points = "Milligrams"
    with committed():
        with_notice(page, "correction", WRONG, is_material=True).save_revision(user=nell.user)
        page = NewsPage.objects.get(pk=page.pk)
        page.get_workflow().start(page, nell.user)
    assert WRONG in at("liver").get(link_for(edith, mailoutbox)).text
    from nacre.editorial.fingerprints import fingerprint_of

    before = fingerprint_of(page.get_latest_revision())
    draft = page.get_latest_revision_as_object()
    draft.correction += "."
    assert fingerprint_of(draft.save_revision()) != before


def test_the_editor_refuses_to_send_a_changed_text_on_without_a_notice(at, nell, article):
    """The form of the desk asks before anybody is asked to sign off."""
    article.key_points = "Something else"
    form_class = NewsPage.get_edit_handler().get_form_class()
    page = NewsPage.objects.get(pk=article.pk)
    blank = form_class(instance=page, for_user=nell.user)
    said = {name: blank[name].value() or "" for name in ("title", "slug", "author_name")}
    said |= {"key_points": "Something else", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    said |= {"body-count": 0, "author_declares": "none"}
    form = form_class({**said, "action-submit": "1"}, instance=page, for_user=nell.user)
    form.is_valid()
    assert "kind of change" in str(form.errors["change_kind"])
    draft = form_class(said, instance=page, for_user=nell.user)
    draft.is_valid()
    assert "change_kind" not in draft.errors


def test_a_feed_moves_for_what_matters_and_not_for_a_comma(
    at, amara, public, sign_off, correct, mailoutbox
):
    def stamp() -> str:
        return at("liver").get("/feed.atom")["Last-Modified"]

    long_ago = timezone.now() - timezone.timedelta(days=30)
    BasePage.objects.filter(pk=public.pk).update(first_published_at=long_ago)
    page = NewsPage.objects.get(pk=public.pk)
    page.title = "Varices, again"
    at("liver", amara).get(PATH)
    sign_off(with_notice(page))
    before = stamp()
    assert long_ago.strftime("%d %b %Y") in before
    assert "Varices, again" in at("liver").get("/feed.atom").text
    assert not letters_to(mailoutbox, amara)  # nobody is told of what does not matter
    correct()
    assert stamp() != before
    assert "Corrected." in at("liver").get("/feed.atom").text
    assert [c.is_material for c in PageChange.objects.order_by("number")] == [False, True]
    assert "Small change" not in at("liver").get(PATH).text


def test_readers_of_the_earlier_text_are_told_once_and_others_not_at_all(
    at, amara, nadia, chen, correct, mailoutbox, committed
):
    at("liver", amara).get(PATH)
    correct()
    (letter,) = letters_to(mailoutbox, amara)
    assert WRONG in letter
    assert "#change-1" in letter
    assert not letters_to(mailoutbox, chen)
    assert WRONG in at("liver", amara).get("/").text
    at("liver", chen).get(PATH)  # who reads it now has read what it says now
    with committed():
        assert actions.tell_of_changes() == 0
    PageChange.objects.update(told_at=None)  # killed before it was noted
    with committed():
        actions.tell_of_changes()
    assert len(letters_to(mailoutbox, amara)) == 1
    assert not letters_to(mailoutbox, chen)
    assert ReaderNotice.objects.get().user == amara.user


def test_who_wants_no_letters_reads_it_on_their_home(at, amara, liver, correct, mailoutbox):
    at("liver", amara).get(PATH)
    QuietReader.objects.create(community=liver, membership=amara.membership)
    correct()
    assert not letters_to(mailoutbox, amara)
    assert WRONG in at("liver", amara).get("/").text


def test_the_desk_sees_beforehand_how_many_will_be_told(
    at, amara, chen, erin, nell, article, liver
):
    Referral.objects.create(
        community=liver, referred_by=amara.membership, item_path=PATH, email="new@example.org",
        address_hash=address_hash("new@example.org"),
    )  # fmt: skip
    at("liver", amara).get(PATH)
    address = f"/desk/changes/{article.pk}/"
    told = " ".join(at("liver", nell).get(address).text.split())
    assert "<strong>1</strong> member who opened" in told
    assert "<strong>1</strong> person outside" in told
    assert "Withdraw this page" not in told  # a journalist asks a clinical editor
    assert "Withdraw this page" in at("liver", erin).get(address).text
    for person in (amara, chen):
        assert at("liver", person).get(address).status_code == 404
    assert at("liver").get(address).status_code == 404


def test_a_withdrawn_page_keeps_its_address_with_title_day_and_reason_and_no_text(
    at, amara, public, withdraw
):
    assert SECRET in at("liver").get(PATH).text  # and lies ready for visitors
    withdraw(public)
    for person in (None, amara):
        answer = at("liver", person).get(PATH)
        assert answer.status_code == 200
        assert "Varices again" in answer.text
        assert "Its source was retracted." in answer.text
        assert "Use the national guideline." in answer.text
        assert SECRET not in answer.text
    assert SECRET in str(NewsPage.objects.get(pk=public.pk).body)  # kept in the archive


@pytest.mark.parametrize("who", ["amara", "visitor"])
def test_nothing_else_leads_to_a_withdrawn_page(request, at, public, withdraw, who):
    person = request.getfixturevalue(who)
    browser = at("liver", person)
    places = ("/", "/news/", "/feed/", "/feed.atom", "/sitemap.xml", "/api/v1/pages/")
    assert any("varices-again" in browser.get(place).text for place in places)
    withdraw(public)
    for place in (*places, "/search/?q=varices"):
        assert "varices-again" not in browser.get(place).text, place
    assert browser.get(f"/api/v1/pages/{public.pk}/").status_code == 404
    assert not SearchPosting.objects.filter(page=public.pk).exists()
    assert not BasePage.objects.visible_to(person.viewer).filter(pk=public.pk).exists()
    assert find(person.viewer, "varices").total == 0


def test_a_file_that_only_a_withdrawn_page_carries_is_closed_with_it(
    at, amara, erin, board, news, committed
):
    document = CommunityDocument.objects.create(
        title="Table", file=ContentFile(b"doses", "doses.txt")
    )
    page = ResourcePage(title="Doses", slug="doses", document=document, community=news.community)
    page = actions.place_page(page=page, below=news)
    assert at("liver", amara).get(document.url).status_code == 200
    with committed():
        actions.withdraw_page(page=page, words="The table was wrong.", by=erin.viewer)
    assert at("liver", amara).get(document.url).status_code == 404


def test_readers_hear_of_a_withdrawal_once(at, amara, article, withdraw, mailoutbox):
    at("liver", amara).get(PATH)
    withdraw(article)
    (letter,) = letters_to(mailoutbox, amara)
    assert "Its source was retracted." in letter
    assert "was withdrawn" in at("liver", amara).get("/").text
    at("liver", amara).get(PATH)
    assert actions.tell_of_changes() == 0


@pytest.mark.parametrize("who", ["amara", "nell", "editor elsewhere"])
def test_only_a_clinical_editor_of_the_community_withdraws(request, article, ms, who):
    if who == "editor elsewhere":
        person = make_person(ms, "Quentin", "Q", profession="doctor", duty="clinical_editor")
    else:
        person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.withdraw_page(page=article, words="Mine.", by=person.viewer)
    assert BasePage.objects.get(pk=article.pk).withdrawn_at is None


def test_a_withdrawal_needs_a_reason_without_a_patient_and_happens_once(article, erin, withdraw):
    for words in ("  ", "NHS number 943 476 5919"):
        with pytest.raises(ValidationError):
            actions.withdraw_page(page=article, words=words, by=erin.viewer)
    withdraw(article)
    with pytest.raises(ValidationError):
        withdraw(article)
    assert PageChange.objects.count() == 1


def test_a_withdrawal_is_undone_by_a_sign_off_and_by_nothing_else(
    at, amara, article, withdraw, sign_off
):
    old = article.latest_revision
    withdraw(article)
    with pytest.raises(PermissionDenied):  # what was signed off before does not count any more
        old.publish(skip_permission_checks=True)
    page = NewsPage.objects.get(pk=article.pk)
    with pytest.raises(PermissionDenied, match="was withdrawn"):
        sign_off(with_notice(page))
    assert SECRET not in at("liver", amara).get(PATH).text
    words = "The source was reinstated; the text stands."
    page = sign_off(with_notice(page, "update", words, is_material=True))
    assert page.withdrawn_at is None
    told = at("liver", amara).get(PATH).text
    assert SECRET in told
    assert words in told
    assert "Its source was retracted." in told  # the log forgets nothing
    assert find(amara.viewer, "varices").total == 1


def test_an_editor_withdraws_at_the_desk(at, erin, article, board):
    address = f"/desk/changes/{article.pk}/"
    at("liver", erin).get(address)
    assert BasePage.objects.get(pk=article.pk).withdrawn_at is None
    answer = at("liver", erin).post(address, {"words": "It was wrong.", "means": ""})
    assert answer.status_code == 302
    told = at("liver", erin).get(address).text
    assert "It was wrong." in told
    assert "Withdraw this page" not in told
