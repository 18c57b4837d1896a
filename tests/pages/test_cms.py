"""At the desk of one community nothing is said of another."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Task

from nacre.editorial.actions import open_desk, seat_editor
from nacre.evidence.actions import add_citation
from nacre.members.models import User
from nacre.pages.models import (
    BasePage,
    CommunityDocument,
    CommunityImage,
    HomePage,
    SectionPage,
    Topic,
    library_of,
)
from tests.cast import make_page, make_person
from tests.walk import addresses

PAPER = {"title": "Remyelinating paper", "journal_abbrev": "Neurology", "year": 2025}
# Words of the MS community that stand nowhere else.
FOREIGN = (
    "Neuro Relay",
    "Neuroword",
    "neuro-relay",
    "Remyelinating",
    "Quentin",
    "ms.nacre.localhost",
    "ms clinical editors",
    "ms journalists",
)


@pytest.fixture
def neuro(ms):
    """The MS community with a desk of its own and a name that is easily found in a page."""
    type(ms).objects.filter(pk=ms.pk).update(name="Neuro Relay", short_name="Neuro Relay")
    ms.refresh_from_db()
    ms.site.site_name = "Neuro Relay"
    ms.site.save()
    home = HomePage.objects.of(ms).get()
    home.title = "Neuro Relay"
    home.save()
    open_desk(ms)
    section = SectionPage.objects.of(ms).get(slug="news")
    section.title = "Neuroword news"
    section.save()
    make_page(ms, "news", "Neuroword page")
    editor = make_person(ms, "Quentin", "Quarles", profession="doctor", duty="clinical_editor")
    seat_editor(
        community=ms, said={"key": "quentin", "name": "Dr Quentin Quarles"}, user=editor.user
    )
    Topic.objects.create(community=ms, slug="neuroword", label="Neuroword topic")
    add_citation(doi="10.1/neuro", shelf=ms, **PAPER)
    library = library_of(ms)
    CommunityDocument.objects.create(
        title="Neuroword document", file=ContentFile(b"x", "neuroword.txt"), collection=library
    )
    CommunityImage.objects.create(
        title="Neuroword picture", file=_picture(), collection=library, width=1, height=1
    )
    draft = SectionPage.objects.of(ms).get(slug="neuroword-page")
    draft.save_revision(user=editor.user)
    draft.get_workflow().start(draft, editor.user)
    return ms


@pytest.fixture
def at_desk(at, liver, erin, neuro):
    """Erin, a clinical editor of the liver community, at its desk."""
    open_desk(liver)
    erin.membership.save()
    return at("liver", erin)


def _picture():
    import io

    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "teal").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), "neuroword.png")


def _guesses():
    """The ids of everything there is, in both communities."""
    pages = [str(pk) for pk in BasePage.objects.values_list("pk", flat=True)]
    everything = sorted({*pages, *(str(n) for n in range(1, 13))}, key=int)
    return {
        "int": everything,
        "pk": everything,
        "str": [*everything[:4], "pages", "delete", "publish"],
        "slug": ["pages", "sectionpage", "editorial", "newspage"],
        "path": ["1"],
        "app_label": ["wagtailcore", "pages"],
        "model_name": ["page", "communityimage", "communitydocument"],
        "action": ["publish", "delete", "move"],
        "content_type_app_name": ["pages", "editorial"],
        "content_type_model_name": ["sectionpage", "newspage"],
    }


def _told(answer) -> str:
    text = b"".join(answer) if answer.streaming else answer.content
    return text.decode(errors="replace") + answer.headers.get("Location", "")


@pytest.mark.walk
def test_a_walk_through_the_whole_admin_meets_no_word_of_another_community(at_desk):
    at_desk.raise_request_exception = False
    broken, leaked, opened = [], [], 0
    for address in addresses("nacre.config.urls", _guesses()):
        if not address.startswith("/cms/") or "logout" in address:
            continue
        answer = at_desk.get(address)
        opened += answer.status_code == 200
        leaked += [(address, word) for word in FOREIGN if word in _told(answer)]
        if answer.status_code >= 500 and "failwhale" not in address:
            broken.append(address)
    assert not leaked
    assert not broken
    assert opened > 30


QUESTIONS = (
    "/cms/pages/search/?q=neuroword",
    "/cms/choose-page/?page_type=pages.BasePage",
    "/cms/choose-page/search/?q=neuroword",
    "/cms/choose-page/chosen-multiple/?id={page}",
    "/cms/choose-page/{page}/",
    "/cms/api/main/pages/?child_of={page}",
    "/cms/api/main/pages/?search=neuroword",
    "/cms/api/main/pages/{page}/",
    "/cms/documents/chooser/?q=neuroword",
    "/cms/images/chooser/?q=neuroword",
    "/cms/images/chooser/chosen-multiple/?id={image}",
    "/cms/documents/chooser/chosen/{document}/",
    "/cms/tag-autocomplete/?term=n",
    "/cms/bulk/wagtailcore/page/delete/?id={page}",
    "/cms/bulk/wagtailcore/page/delete/?id=all",
    "/cms/bulk/wagtailcore/page/delete/?id=all&childOf={page}",
    "/cms/reports/workflow/",
    "/cms/reports/site-history/",
    "/cms/workflows/list/",
    "/cms/users/",
    "/cms/groups/",
    "/cms/collections/",
)


def _foreign_ids(neuro) -> dict[str, int]:
    return {
        "page": BasePage.objects.of(neuro).get(slug="neuroword-page").pk,
        "image": CommunityImage.objects.get().pk,
        "document": CommunityDocument.objects.get().pk,
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_about_another_community_are_not_answered(at_desk, neuro, question):
    answer = at_desk.get(question.format(**_foreign_ids(neuro)))
    assert not [word for word in FOREIGN if word in _told(answer)]


def test_the_operator_sees_every_community(at, liver, neuro):
    operator = User.objects.create_superuser("root@example.org")
    browser = at("liver")
    browser.force_login(operator)
    for morsel in browser.cookies.values():
        morsel["domain"] = ""
    assert "Neuroword page" in browser.get("/cms/pages/search/?q=neuroword").text
    assert "Neuro Relay" in browser.get("/cms/workflows/list/").text


def test_a_desk_is_closed_to_the_editors_of_another_community(at, erin, neuro, liver):
    open_desk(liver)
    erin.membership.save()
    for host in ("ms", ""):
        answer = at(host, erin).get("/cms/")
        assert answer.status_code == 403
        assert "Neuroword" not in answer.text


@pytest.mark.parametrize("person", ["amara", "nadia", "chen", "faye", "ben"])
def test_a_desk_is_closed_to_those_who_do_not_edit(request, at, liver, person):
    who = request.getfixturevalue(person)
    assert at("liver", who).get("/cms/").status_code == 403


def test_a_visitor_is_sent_to_the_sign_in_of_the_community(at, liver):
    assert at("liver").get("/cms/").headers["Location"].startswith("/accounts/login/")
    assert at("liver").get("/cms/login/").headers["Location"].startswith("/accounts/login/")


def test_the_desk_opens_with_what_waits(at_desk):
    answer = at_desk.get("/cms/")
    assert answer.status_code == 200
    assert "Waiting for you" in answer.text


def test_the_desk_has_its_own_files_alone(at_desk, liver):
    own = CommunityDocument.objects.create(
        title="Own leaflet", file=ContentFile(b"x", "own.txt"), collection=library_of(liver)
    )
    for address in ("/cms/documents/", "/cms/documents/chooser/"):
        listed = at_desk.get(address).text
        assert own.title in listed
        assert "Neuroword" not in listed
    assert at_desk.get("/cms/images/").status_code == 200


def test_the_admin_bears_the_name_and_mark_of_the_community(at_desk, liver):
    told = at_desk.get("/cms/").text
    assert f'alt="{liver.name}"' in told
    assert "/mark.svg" in told


def test_the_desk_lists_its_own_rows_alone(at_desk, liver, hepatitis):
    listed = at_desk.get(reverse("wagtailsnippets_pages_topic:list")).text
    assert "Hepatitis D" in listed
    assert "Neuroword" not in listed


def test_a_row_is_made_for_the_community_of_the_desk(at_desk, liver):
    at_desk.post(
        reverse("wagtailsnippets_pages_topic:add"), {"label": "Ascites", "slug": "ascites"}
    )
    assert Topic.objects.get(slug="ascites").community == liver


def test_a_row_of_another_community_cannot_be_changed(at_desk, neuro):
    topic = Topic.objects.of(neuro).get()
    address = reverse("wagtailsnippets_pages_topic:edit", args=[topic.pk])
    answer = at_desk.post(address, {"label": "Taken", "slug": "taken"})
    assert answer.status_code == 403
    assert Topic.objects.of(neuro).get().label == "Neuroword topic"


def test_a_page_cannot_take_what_another_community_owns(at_desk, liver, neuro):
    """Else its members would read through the gate what the other keeps for itself."""
    section = SectionPage.objects.of(liver).get(slug="news")
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    form = at_desk.get(address).context["form"]
    offered = {name for name, _label in form.fields["topics"].choices}
    audiences = form.fields["audience"].queryset
    assert not offered
    assert {a.community for a in audiences} == {liver}
    assert {a.community for a in form.fields["content_audience"].queryset} == {liver}


def test_pages_cannot_be_moved_to_another_community(at_desk, liver, neuro):
    page = SectionPage.objects.of(liver).get(slug="news")
    target = SectionPage.objects.of(neuro).get(slug="news")
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    assert at_desk.post(address).status_code == 403
    assert SectionPage.objects.of(liver).filter(slug="news").exists()


def test_an_editor_of_two_communities_meets_one_at_a_time(at, at_desk, erin, neuro):
    make = type(erin.membership).objects.create
    make(community=neuro, user=erin.user, profession="doctor", status="active", duty="journalist")
    assert "Neuroword" not in at_desk.get("/cms/pages/search/?q=neuroword").text
    assert "Neuroword page" in at("ms", erin).get("/cms/pages/search/?q=neuroword").text


def test_a_step_of_another_sign_off_is_not_named(at_desk, liver, neuro):
    own = BasePage.objects.of(liver).first()
    theirs = Task.objects.filter(
        workflow_tasks__workflow__workflow_pages__page=neuro.site.root_page
    )
    assert theirs.count() == 2
    for step in theirs:
        answer = at_desk.get(f"/cms/pages/workflow/preview/{own.pk}/{step.pk}/")
        assert answer.status_code == 403
        assert step.name not in at_desk.get("/cms/").text  # where the admin repeats its messages
