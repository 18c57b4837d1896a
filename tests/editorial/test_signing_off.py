"""A clinical editor answers from a letter, without an account or the admin."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Comment, TaskState

from nacre.editorial.actions import ask_about_all, seat_editor
from nacre.editorial.models import NewsPage, SignOffAct, SignOffLetter, SignOffRequest
from nacre.members.actions import verify_chain
from nacre.pages.models import CommunityImage
from tests.cast import make_person
from tests.editorial.letters import code_for, link_for, other_than

pytestmark = pytest.mark.django_db

SCANNERS = (
    "Mozilla/5.0 (compatible; Microsoft Office; ATP Safe Links)",
    "Mimecast URL Protect/1.0",
    "Proofpoint URL Defense",
    "Barracuda Sentinel (EE)",
    "GoogleImageProxy",
)
BODY = [
    {"type": "paragraph", "value": "<p>Give terlipressin early.</p><p>Watch the lungs.</p>"},
    {"type": "paragraph", "value": "<p>Stop at day fourteen.</p>"},
]


@pytest.fixture
def claim(draft, nell):
    """The draft, with something to sign off."""
    draft.body = BODY
    draft.author_name, draft.author_declares = "Nell Garrity", "none"
    draft.save_revision(user=nell.user)
    return NewsPage.objects.get(pk=draft.pk)


@pytest.fixture
def seat(liver, edith):
    """Edith's place on the board."""
    return seat_editor(
        community=liver, said={"key": "marsh", "name": "Edith Marsh"}, user=edith.user
    )


@pytest.fixture
def asked(claim, nell, edith, board, seat, committed):
    """The draft, sent for sign-off: Edith has a letter, the lead has none."""
    with committed():
        claim.get_workflow().start(claim, nell.user)
    return NewsPage.objects.get(pk=claim.pk)


@pytest.fixture
def answer(at, mailoutbox, committed):
    """Ask for a code by a link, and answer with it."""

    def send(person, link: str, decision: str = "approve", code: str = "", **more: str):
        browser = at("liver")
        with committed():
            browser.post(f"{link}code/", {"decision": decision})
        code = code or code_for(person, mailoutbox)
        with committed():
            said = {"code": code, "decision": decision, **more}
            return browser.post(f"{link}answer/", said, follow=True)

    return send


def is_live(page) -> bool:
    return NewsPage.objects.get(pk=page.pk).live


def kinds(page) -> list[str]:
    return [act.kind for act in SignOffAct.objects.about(page.pk)][::-1]


def test_the_letter_says_what_and_by_when(asked, edith, erin, mailoutbox):
    (letter,) = mailoutbox
    assert letter.to == [edith.user.email]
    for part in ("Draft", "Nell Garrity", "answer by"):
        assert part in letter.body
    assert letter.body.count("http") == 1


def test_the_link_shows_what_readers_will_see_and_is_kept_quiet(at, asked, edith, mailoutbox):
    page = at("liver").get(link_for(edith, mailoutbox))
    assert "Give terlipressin early." in page.text
    assert 'aria-label="Comment on passage 1"' in page.text
    assert "reading-progress" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]


def test_fifty_prefetches_leave_it_pending(at, asked, edith, mailoutbox, committed):
    link = link_for(edith, mailoutbox)
    before = SignOffRequest.objects.values().get()
    with committed():
        for turn in range(50):
            browser = at("liver")
            head = {"HTTP_USER_AGENT": SCANNERS[turn % len(SCANNERS)]}
            ask = browser.head if turn % 3 == 0 else browser.get
            assert ask(link, **head).status_code == 200
        assert browser.get(f"{link}answer/?decision=approve").status_code == 200
        for address in (f"{link}code/", f"{link}comments/"):
            assert browser.get(address).status_code == 405
    assert SignOffRequest.objects.values().get() == before
    assert len(mailoutbox) == 1
    assert kinds(asked) == ["sent"]
    assert not is_live(asked)


def test_a_code_signs_it_off_as_at_the_desk(at, asked, edith, seat, answer, mailoutbox):
    link = link_for(edith, mailoutbox)
    said = answer(edith, link)
    assert "Signed off" in said.text
    page = NewsPage.objects.get(pk=asked.pk)
    assert page.live
    assert (page.reviewed_by, page.reviewed_on) == (seat, timezone.localdate())
    assert TaskState.objects.latest("started_at").finished_by == edith.user
    assert kinds(asked) == ["sent", "code sent", "approved"]
    assert len(SignOffAct.objects.get(kind="approved").fingerprint) == 64
    assert verify_chain(SignOffAct) is None
    assert "Signed off" in at("liver").get(link).text  # and a second answer is none
    assert at("liver").post(f"{link}answer/", {"code": "123456"}).status_code == 200


@pytest.mark.parametrize("is_overwritten", [False, True])
def test_one_changed_comma_voids_it(
    at, asked, edith, erin, answer, mailoutbox, committed, is_overwritten
):
    link = link_for(edith, mailoutbox)
    asked.body = [{"type": "paragraph", "value": "<p>Give terlipressin, early.</p>"}]
    with committed():
        revision = asked.get_latest_revision() if is_overwritten else None
        user = revision.user if revision else erin.user
        asked.save_revision(user=user, overwrite_revision=revision)
    assert "This text has changed since" in at("liver").get(link).text
    at("liver").post(f"{link}code/", {"decision": "approve"})
    assert len(mailoutbox) == 1
    assert kinds(asked)[-1] == "voided"
    # While somebody types no letter goes; once they rest, one does, with a link to the new text.
    assert ask_about_all() == 0
    with committed():
        assert ask_about_all(quiet=timedelta(0)) == 1
    assert "terlipressin, early" in at("liver").get(link_for(edith, mailoutbox)).text
    answer(edith, link_for(edith, mailoutbox))
    assert is_live(asked)


def test_a_text_changed_after_the_code_was_sent_is_not_signed_off(
    at, asked, edith, erin, mailoutbox, committed
):
    link = link_for(edith, mailoutbox)
    with committed():
        at("liver").post(f"{link}code/", {"decision": "approve"})
    asked.standfirst = "New."
    asked.save_revision(user=erin.user)  # whatever listens to it has not run yet
    said = {"code": code_for(edith, mailoutbox), "decision": "approve"}
    assert "has changed since" in at("liver").post(f"{link}answer/", said).text
    assert not is_live(asked)


def test_saving_it_again_as_it_was_voids_nothing(
    at, asked, edith, erin, answer, mailoutbox, committed
):
    with committed():
        asked.get_latest_revision_as_object().save_revision(user=erin.user)
    answer(edith, link_for(edith, mailoutbox))
    assert is_live(asked)


def test_a_link_runs_out(at, asked, edith, mailoutbox):
    SignOffRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    link = link_for(edith, mailoutbox)
    assert "has run out" in at("liver").get(link).text
    at("liver").post(f"{link}code/", {"decision": "approve"})
    assert len(mailoutbox) == 1


def test_five_wrong_codes_end_a_code(at, asked, edith, answer, mailoutbox, committed):
    link = link_for(edith, mailoutbox)
    with committed():
        at("liver").post(f"{link}code/", {"decision": "approve"})
    right = code_for(edith, mailoutbox)
    for left in ("4 more times", "3 more times", "2 more times", "once more", "new one"):
        said = {"code": other_than(right), "decision": "approve"}
        assert left in at("liver").post(f"{link}answer/", said).text
    said["code"] = right
    assert "run out" in at("liver").post(f"{link}answer/", said).text
    assert not is_live(asked)


def test_a_code_is_good_for_ten_minutes_and_one_goes_a_minute(
    at, asked, edith, mailoutbox, committed
):
    link = link_for(edith, mailoutbox)
    for _ in range(3):
        with committed():
            at("liver").post(f"{link}code/", {"decision": "approve"})
    assert len(mailoutbox) == 2
    SignOffRequest.objects.update(code_sent_at=timezone.now() - timedelta(minutes=11))
    said = {"code": code_for(edith, mailoutbox), "decision": "approve"}
    assert "run out" in at("liver").post(f"{link}answer/", said).text
    SignOffRequest.objects.update(codes_sent=10)
    assert "No more codes" in at("liver").post(f"{link}code/", {"decision": "approve"}).text
    assert not is_live(asked)


def test_neither_link_nor_code_is_kept(asked, edith, mailoutbox, at, committed):
    link = link_for(edith, mailoutbox)
    with committed():
        at("liver").post(f"{link}code/", {"decision": "approve"})
    kept = str([*SignOffRequest.objects.values_list(), *SignOffLetter.objects.values_list()])
    assert link.split("/")[2] not in kept
    assert f"'{code_for(edith, mailoutbox)}'" not in kept


def test_a_code_is_no_use_with_the_link_of_another(
    at, claim, nell, edith, amara, liver, answer, mailoutbox, committed
):
    amara.membership.duty = "clinical_editor"
    amara.membership.save()
    said = {"key": "osei", "name": "Amara Osei"}
    seat_editor(community=claim.community, said=said, user=amara.user)
    with committed():
        claim.get_workflow().start(claim, nell.user)
    with committed():
        at("liver").post(f"{link_for(edith, mailoutbox)}code/", {})
    said = {"code": code_for(edith, mailoutbox), "decision": "approve"}
    at("liver").post(f"{link_for(amara, mailoutbox)}answer/", said)
    assert not is_live(claim)
    answer(amara, link_for(amara, mailoutbox))
    assert is_live(claim)
    assert "A colleague has answered" in at("liver").get(link_for(edith, mailoutbox)).text


def test_a_link_is_of_its_own_community_alone(at, asked, ms, edith, mailoutbox):
    link = link_for(edith, mailoutbox)
    for slug, address in (("ms", link), ("", link), ("liver", link[:-2] + "x/")):
        found = at(slug).get(address)
        assert found.status_code == 404
        assert "terlipressin" not in found.text


def test_whoever_wrote_part_of_it_signs_nothing_off(at, asked, edith, mailoutbox, committed):
    asked.standfirst = "Mine."
    with committed():
        asked.save_revision(user=edith.user)
        ask_about_all(quiet=timedelta(0))
    assert mailoutbox[-1].to != [edith.user.email]  # nobody else may: the lead is asked


def test_an_editor_whose_term_ended_signs_nothing_off(at, asked, edith, seat, mailoutbox):
    type(seat).objects.filter(pk=seat.pk).update(term_ends_on=timezone.localdate() - timedelta(1))
    link = link_for(edith, mailoutbox)
    assert "your term ended" in at("liver").get(link).text
    at("liver").post(f"{link}code/", {"decision": "approve"})
    assert len(mailoutbox) == 1


def test_comments_on_passages_go_to_the_desk(at, asked, edith, nell, answer, mailoutbox, committed):
    link = link_for(edith, mailoutbox)
    browser = at("liver")
    shown = browser.get(f"{link}?passage=2")
    number = str(_number_of("Watch the lungs.", shown.text))
    said = browser.post(
        f"{link}comments/", {"passage": number, "comment": "Say how, please."}, follow=True
    )
    assert "Say how, please." in said.text
    assert not Comment.objects.exists()
    assert "Sent back" in answer(edith, link, "return", note="Nearly there.").text
    assert not is_live(asked)
    comment = Comment.objects.get()
    assert comment.text == "“Watch the lungs.”: Say how, please."
    assert comment.contentpath == f"body.{asked.get_latest_revision_as_object().body[0].id}"
    assert "Say how, please." in at("liver", nell).get("/cms/").text
    assert kinds(asked)[-1] == "returned"


def _number_of(words: str, html: str) -> int:
    """The number of the passage that begins with some words."""
    before = html.split(f"· {words}", maxsplit=1)[0]
    return int(before.rsplit('value="', 1)[1].split('"')[0])


def test_changes_are_asked_for_with_a_word(asked, edith, answer, mailoutbox):
    said = answer(edith, link_for(edith, mailoutbox), "return")
    assert "Say what should change" in said.text
    assert TaskState.objects.latest("started_at").status == "in_progress"


@pytest.mark.parametrize("field", ["comment", "note"])
def test_a_patient_in_a_comment_is_kept_nowhere(at, asked, edith, answer, mailoutbox, field):
    link, named = link_for(edith, mailoutbox), "Is this NHS number 943 476 5919?"
    if field == "comment":
        said = at("liver").post(f"{link}comments/", {"passage": "1", "comment": named})
    else:
        said = answer(edith, link, "return", note=named)
    assert "could identify a patient" in said.text
    assert not SignOffRequest.objects.get().comments.exists()
    assert TaskState.objects.latest("started_at").status == "in_progress"


def test_pictures_of_the_draft_open_by_its_link_alone(
    at, asked, erin, edith, mailoutbox, committed
):
    drawn = io.BytesIO()
    Picture.new("RGB", (1300, 740), "teal").save(drawn, "PNG")
    asked.picture = CommunityImage.objects.create(
        title="New", file=ContentFile(drawn.getvalue(), "new.png")
    )
    with committed():
        asked.save_revision(user=erin.user)
        ask_about_all(quiet=timedelta(0))
    link = link_for(edith, mailoutbox)
    text = at("liver").get(link).text
    address = next(part for part in text.split('"') if part.startswith(f"{link}files/"))
    assert at("liver").get(address)["Content-Type"].startswith("image/")
    rendition = asked.picture.renditions.first()
    assert at("liver").get(rendition.url).status_code == 404
    assert at("ms").get(address).status_code == 404
    assert at("liver").get(f"{address[:-3]}xx/").status_code == 404
    SignOffRequest.objects.update(expires_at=timezone.now())
    assert at("liver").get(address).status_code == 404


def test_the_desk_says_who_was_asked(at, asked, edith, nell, liver):
    assert "Edith Marsh" in at("liver", nell).get("/cms/").text
    log = at("liver", nell).get(reverse("sign_offs:history", args=[asked.pk]))
    assert "Letter sent" in log.text


def test_the_desk_of_another_community_reads_no_log(at, asked, ms):
    mia = make_person(ms, "Mia", "Q", profession="editorial_staff", duty="journalist")
    address = reverse("sign_offs:history", args=[asked.pk])
    for slug in ("liver", "ms"):
        assert at(slug, mia).get(address).status_code == 403
