"""No request of someone outside returns a word of the liver community's members.

The walk goes over the whole URL configuration, so a new route is covered without being asked.
"""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from nacre.audiences.models import Audience
from nacre.certificates import actions as certificates
from nacre.discussions import actions as discussions
from nacre.editorial.actions import place_page
from nacre.editorial.models import ConferencePage, ConferenceSession, NewsPage
from nacre.learning.follow_ups import ask_all
from nacre.learning.models import Evaluation
from nacre.members.models import Connection, MemberListEdition, Membership, Organisation
from nacre.networking import actions as networking
from nacre.networking.attachments import Checked
from nacre.pages.models import BasePage, CommunityDocument, CommunityImage, SectionPage
from nacre.questions import actions as questions
from nacre.questions.content import Content
from nacre.scorm import actions as scorm
from nacre.scorm.models import PackageUpload
from tests.cast import SECRET, make_page, make_person
from tests.certificates.conftest import award_to, facts_of
from tests.editorial.conftest import article, board, news  # noqa: F401 - fixtures
from tests.learning.conftest import add_module, bank, course  # noqa: F401 - fixtures
from tests.learning.crowd import evaluate
from tests.learning.taking import finish
from tests.scorm import packages
from tests.walk import addresses, routes

pytestmark = pytest.mark.django_db

LETTER = "letter-between-two"  # stands in all that amara and erin write to one another
TALK = "said-below-the-article"
PRIVATE = (
    SECRET,
    LETTER,
    TALK,
    "Osei",
    "Rahman",
    "amara.osei@example.org",
    "members-only-file",
    "7654321",
)
OF_A_HOLDER = (SECRET, "Osei", "amara.osei@example.org", "7654321")
# Random letters, in which a short name may stand by chance.
TOKEN = re.compile(rb'[A-Za-z0-9]{32,}|nonce="[^"]*"')
COMMUNITY_ROUTES = "nacre.config.urls"


@pytest.fixture
def files(liver, closed_page, hepatitis):
    """A picture and a document that only a closed page uses."""
    closed_page.topics.add(hepatitis)
    closed_page.save_revision().publish()
    drawn = io.BytesIO()
    Picture.new("RGB", (40, 40), "teal").save(drawn, "PNG")
    picture = CommunityImage.objects.create(
        title="Closed picture", file=ContentFile(drawn.getvalue(), "closed.png")
    )
    document = CommunityDocument.objects.create(
        title="Closed document", file=ContentFile(b"members-only-file", "closed.txt")
    )
    return picture.get_rendition("width-20"), document


@pytest.fixture
def body_list(liver):
    """An edition of the society's list with a row that waits for a person."""
    edition = MemberListEdition.objects.create(
        community=liver, file_name="Osei list.csv", state="staged", counts={"ambiguous": 1}
    )
    facts = {"surname": "Osei"}
    edition.lines.create(community=liver, row=2, facts=facts, verdict="ambiguous", reason="Osei")
    return edition


@pytest.fixture
def letters(liver, amara, erin, settings, tmp_path, talk, certificate, quiz, learnt) -> list[str]:
    """Amara and Erin know one another and write; the keys of all that comes of it."""
    settings.MEDIA_ROOT = tmp_path
    known = Connection.objects.create(
        community=liver,
        requested_by=amara.membership,
        addressed_to=erin.membership,
        note=LETTER,
        state="accepted",
    )
    conversation = networking.begin_conversation(
        by=amara.viewer,
        to=[erin.membership],
        text=LETTER,
        files=[Checked(f"{LETTER}.pdf", "application/pdf", f"%PDF-1.7 {LETTER}".encode())],
    )
    message = conversation.messages.get()
    flag = networking.flag_message(by=erin.viewer, message=message, reason="other", note=LETTER)
    follow = networking.start_following(by=amara.viewer, target=erin.membership)
    found = [known, conversation, message, message.attachments.get(), flag, follow]
    return [learnt, talk, certificate, *quiz, *(str(one.key) for one in found)]


@pytest.fixture
def talk(liver, amara, erin, article) -> str:  # noqa: F811 - the fixture of that name
    """Amara writes below an article that is open to everybody, and Erin flags it; the post's key."""
    everyone = Audience.objects.get(community=liver, slug="public")
    BasePage.objects.filter(pk=article.pk).update(audience=everyone)
    NewsPage.objects.filter(pk=article.pk).update(body="[]")
    post = discussions.write_post(by=amara.viewer, page=article, text=TALK)
    discussions.flag_post(by=erin.viewer, post=post, kind="other", note=TALK)
    return str(post.key)


@pytest.fixture
def certificate(amara) -> str:
    """Amara's certificate and its badge; the certificate's key.

    `/verify/<key>/` and `/badges/` are open by design: title, initials and date to whoever has the
    link. All else that stands on it is private.
    """
    said = facts_of(amara, outcomes=(SECRET,), registration="GMC 7654321", provider=SECRET)
    made = award_to(amara, facts=said)
    certificates.opt_in_badge(certificate=made, by=amara.viewer)
    return str(made.key)


@pytest.fixture
def programme(liver) -> ConferencePage:
    """A meeting for members, with a session of which nobody else may read a word."""
    day = date(2026, 10, 5)
    meeting = ConferencePage(
        title="Autumn meeting", slug="autumn", community=liver, starts_on=day, ends_on=day
    )
    place_page(page=meeting, below=SectionPage.objects.of(liver).get(slug="news"))
    ConferenceSession.objects.create(
        community=liver,
        conference=meeting,
        uid="1",
        title=SECRET,
        speakers="Osei",
        starts_at=datetime(2026, 10, 5, 9, tzinfo=UTC),
    )
    return meeting


@pytest.fixture
def learnt(liver, course, add_module) -> str:  # noqa: F811 - the fixtures of those names
    """A course that a nurse completed, said how it was, and was asked what became of it; its key."""
    nurse = make_person(liver, "Ama", "Osei", profession="nurse")
    enrolment = finish(add_module("Tapping"), nurse).enrolment
    evaluate([enrolment], to_change=SECRET)
    Evaluation.objects.update(said_at=timezone.now() - timedelta(weeks=7))
    assert ask_all() == 1
    return str(course.key)


@pytest.fixture
def quiz(liver, erin) -> list[str]:
    """A bank with a question and a file that waits, of which only the desk may read a word."""
    own = questions.make_bank(by=erin.viewer, name=SECRET)
    essay = Content("essay", f"<p>{SECRET}</p>")
    question = questions.write_question(by=erin.viewer, bank=own, content=essay)
    upload = questions.stage_upload(by=erin.viewer, bank=own, file_name=SECRET, found=[])
    return [str(one.key) for one in (own, question, upload)]


@pytest.fixture
def played(liver, erin, letters) -> list[str]:
    """A package, a file that became none, and Erin's try; their keys."""
    content = io.BytesIO(packages.package(title=SECRET))
    package = scorm.import_package(community=liver, file=content, by=erin.viewer)
    attempt = scorm.open_attempt(package=package, membership=erin.membership, is_tryout=True)
    upload = PackageUpload.objects.create(community=liver, file_name=SECRET, state="refused")
    return [str(one.key) for one in (package, attempt, upload)]


@pytest.fixture
def guesses(amara, nadia, closed_page, nurses_page, files, letters, body_list, programme, played):
    """What a stranger might put into an address: everything that exists."""
    rendition, document = files
    pages = [str(pk) for pk in BasePage.objects.values_list("pk", flat=True)]
    return {
        "int": sorted({*pages, str(rendition.pk), str(document.pk), str(amara.membership.pk)}),
        "uuid": [
            *letters,
            *played,
            str(body_list.key),
            *(str(key) for key in Membership.objects.values_list("key", flat=True)),
        ],
        "str": [
            document.filename,
            rendition.file.name.rsplit("/", 1)[-1],
            *Organisation.objects.values_list("ods_code", flat=True),
            "2026-10",
            "osei",
        ],
        "slug": ["liver", "members", "news", "hepatitis-d"],
        "ods_code": list(Organisation.objects.values_list("ods_code", flat=True)),
        "month": ["2026-10", "2026-09"],
        "pk": [*pages, str(amara.membership.pk)],
        "page_id": pages,
    }


QUERIES = (
    "",
    "?q=osei",
    "?q=bilirubin",
    "?q=bilirubni",
    "?q=amara",
    "?hospital=RAL",
    "?format=json",
    "?page=2",
)


@pytest.mark.walk
@pytest.mark.parametrize("person", ["dora", "visitor", "ben", "faye"])
def test_no_address_gives_an_outsider_a_private_word(request, at, guesses, person):
    who = request.getfixturevalue(person)
    browser = at("liver", who)
    browser.raise_request_exception = False
    broken, leaked = [], []
    for address in addresses(COMMUNITY_ROUTES, guesses):
        for query in QUERIES if asks_questions(address) else ("",):
            answer = browser.get(address + query)
            text = TOKEN.sub(b"", b"".join(answer) if answer.streaming else answer.content)
            leaked += [(address + query, word) for word in PRIVATE if word.encode() in text]
            if answer.status_code >= 500:
                broken.append((address + query, answer.status_code))
    assert not leaked
    assert not broken


@pytest.mark.walk
@pytest.mark.parametrize("person", ["nadia", "colleague"])
def test_no_member_reads_letters_of_others(request, at, guesses, person):
    """Neither somebody of another tier nor a full member who is not in the conversation."""
    if person == "colleague":
        who = make_person(request.getfixturevalue("liver"), "Otto", "Lind", profession="doctor")
    else:
        who = request.getfixturevalue(person)
    browser = at("liver", who)
    browser.raise_request_exception = False
    leaked = []
    for address in addresses("nacre.networking.urls", guesses):
        for method in (browser.get, browser.post):
            answer = method(address)
            text = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            if LETTER.encode() in text:
                leaked.append(address)
    assert not leaked


@pytest.mark.walk
@pytest.mark.parametrize("person", ["dora", "visitor", "ben", "faye", "nadia"])
def test_nobody_outside_changes_anything_by_linking_up(request, at, guesses, person):
    browser = at("liver", request.getfixturevalue(person))
    before = everything_linked()
    for address in addresses("nacre.networking.urls", guesses):
        assert browser.post(address, {"note": "x", "text": "x"}).status_code in {403, 404, 405}
    assert everything_linked() == before


@pytest.mark.walk
@pytest.mark.parametrize("person", ["dora", "visitor", "ben", "faye", "nadia"])
def test_nobody_outside_reads_or_changes_a_discussion(request, at, guesses, person):
    browser = at("liver", request.getfixturevalue(person))
    before = everything_linked()
    for address in addresses("nacre.discussions.urls", guesses):
        assert TALK not in browser.get(address).text
        answer = browser.post(address, {"text": "x", "kind": "other", "decision": "hide"})
        assert answer.status_code in {403, 404, 405}, address
    assert everything_linked() == before


@pytest.mark.walk
@pytest.mark.parametrize("person", ["dora", "visitor", "ben", "faye", "nadia"])
def test_nobody_but_the_holder_reads_or_changes_a_certificate(request, at, guesses, person):
    browser = at("liver", request.getfixturevalue(person))
    before = everything_linked()
    for address in addresses("nacre.certificates.urls", guesses):
        answers = [
            browser.get(address),
            browser.post(address, {"why": "x", "learner": "x", "shows_name": "full"}),
        ]
        for answer in answers:
            text = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            assert not [word for word in OF_A_HOLDER if word.encode() in text], address
    assert everything_linked() == before


@pytest.mark.walk
@pytest.mark.parametrize("person", ["dora", "visitor", "ben", "faye", "amara"])
def test_nobody_whom_courses_are_not_for_reads_or_changes_any_learning(
    request, at, guesses, person
):
    """amara is a member in full and a doctor; the course is for nurses."""
    browser = at("liver", request.getfixturevalue(person))
    before = everything_linked()
    for address in addresses("nacre.learning.urls", guesses):
        for answer in (browser.get(address), browser.post(address, {"practice": "yes"})):
            text = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            assert SECRET.encode() not in text, address
    assert everything_linked() == before


def everything_linked() -> list[tuple]:
    """All rows of linking up, of discussions, of certificates and of learning."""
    own = [
        m
        for name in ("networking", "discussions", "certificates", "learning")
        for m in apps.get_app_config(name).get_models()
    ]
    models = [Connection, *own]
    return [row for model in models for row in model.objects.order_by("pk").values_list()]


def asks_questions(address: str) -> bool:
    """Whether an address is a list or a search of ours, which takes a query."""
    return address.count("/") < 3 and not address.startswith("/cms/")


def test_the_walk_knows_the_routes_that_matter():
    known = set(routes(COMMUNITY_ROUTES))
    for part in (
        "members/",
        "messages/",
        "discussions/",
        "certificates/",
        "verify/",
        "badges/",
        "learn/",
        "learn/follow-ups/",
        "desk/learning/",
        "connections/",
        "search/",
        "search/in-vain/",
        "topics/",
        "images/",
        "documents/",
        "cms/",
        "reports/",
        "feed/",
        "meetings/",
        "desk/questions/",
        "questions/pictures/",
        "desk/packages/",
    ):
        assert any(route.startswith(part) for route in known), part


def test_the_walk_would_see_a_leak(at, amara, guesses, closed_page):
    assert SECRET in at("liver", amara).get("/news/cirrhosis-bundle/").text


def test_the_walk_would_see_a_leak_of_a_programme(at, amara, guesses, programme):
    assert SECRET in at("liver", amara).get(f"/meetings/{programme.pk}/programme.ics").text


def test_members_fetch_what_outsiders_may_not(at, amara, dora, liver, files):
    rendition, document = files
    page = make_page(liver, "news", "With files")
    page.intro = f"{SECRET} with files"
    attach(page, rendition.image, document)
    for url in (rendition.url, document.url):
        assert at("liver", amara).get(url).status_code == 200
        assert at("liver", dora).get(url).status_code == 404
        assert at("liver").get(url).status_code == 404
        assert at("ms", dora).get(url).status_code == 404


def attach(page, picture, document) -> None:
    """Say in the reference index that a page uses two files, as its fields would."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import ReferenceIndex

    base = ContentType.objects.get_by_natural_key("wagtailcore", "page")
    for file in (picture, document):
        ReferenceIndex.objects.create(
            base_content_type=base,
            content_type=ContentType.objects.get_for_model(page),
            object_id=str(page.pk),
            to_content_type=ContentType.objects.get_for_model(file),
            to_object_id=str(file.pk),
            model_path="body",
            content_path="body",
            content_path_hash="00000000-0000-0000-0000-000000000000",
        )
