"""The directory and the pages of organisations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nacre.communities.request import Request
from nacre.confidentiality import redact
from nacre.insights.actions import record
from nacre.members.directory import Found, Question, search
from nacre.members.interests import interest_label
from nacre.members.models import DirectoryEntry, Organisation
from nacre.members.permissions import can_save_searches
from nacre.members.saved_search_forms import SaveSearchForm
from nacre.members.saved_searches import described
from nacre.members.views.closed import closed
from nacre.members.visibility import ShownProfile, as_line

SHOWN_INTERESTS = 3


@require_safe
def member_list(request: Request) -> HttpResponse:
    """Colleagues, found by name, hospital, profession, role and interest."""
    viewer = request.viewer
    if not viewer.sees_people:
        return closed(request, "The directory of colleagues")
    question = Question.of(request.GET)
    found = search(viewer, question)
    if request.META.get("QUERY_STRING"):
        # What was typed is often a name: the number of results is enough for a report. Only what
        # nobody is even nearly called is kept, and of that nothing that could be of a patient.
        asked = {} if found.total or found.near else {"query": redact(question.text)}
        record("directory.searched", viewer=viewer, request=request, results=found.total, **asked)
    kept = request.GET.copy()
    kept.pop("page", None)
    place = place_asked_for(question)
    may_save = can_save_searches(viewer)
    return render(
        request,
        "members/member_list.html",
        {
            "question": question,
            "found": found,
            "rows": [row_of(entry, found.interests) for entry in found.page],
            "near": [row_of(entry, found.interests) for entry in found.near],
            "meant_url": address_of(request, q=found.meant) if found.meant else "",
            "other_order": other_order(request, question) if found.total > 1 else None,
            "query": kept.urlencode(),
            "hidden": [(k, v) for k, values in kept.lists() if k != "q" for v in values],
            "selected_count": sum(len(v) for v in question.chosen.values())
            + bool(question.organisation),
            "place": place,
            "may_save": may_save,
            "save_form": save_form(question, found, place) if may_save else None,
        },
    )


def address_of(request: Request, **changes: str) -> str:
    """The same question with something else in it, from its first page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changes.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def other_order(request: Request, question: Question) -> dict[str, str] | None:
    """The order in which the list could be read instead; by closeness where words were asked."""
    if question.order == "closest":
        return {"label": _("By name"), "url": address_of(request, order="name")}
    if question.words:
        return {"label": _("Closest name first"), "url": address_of(request, order="closest")}
    return None


def place_asked_for(question: Question) -> Organisation | None:
    """The organisation that a link from its page asked for."""
    if not question.organisation:
        return None
    return Organisation.objects.coded(question.organisation).first()


def save_form(
    question: Question, found: Found, place: Organisation | None
) -> SaveSearchForm | None:
    """The form that keeps a question, named already; none where it leaves nobody out."""
    if question.is_everybody:
        return None
    places = {place.ods_code: place.name} if place else {}
    return SaveSearchForm.about(question, described(question, found.interests, places))


def row_of(entry: DirectoryEntry, interests: dict) -> dict:
    """One line of a list of people, as plain values."""
    shown, place = as_line(entry.membership), entry.organisation
    return {
        "name": shown.name,
        "href": shown.url,
        "picture": shown.photograph,
        "role": shown.headline,
        "organisation": place.name if place else "",
        "organisation_url": organisation_url(place),
        "interests": [interest_label(s, interests) for s in shown.interests[:SHOWN_INTERESTS]],
        "note": confirmed(shown),
    }


def confirmed(shown: ShownProfile) -> str:
    """When this person last said that all of it is still so."""
    at = shown.confirmed_at
    return _("Confirmed %(month)s") % {"month": date_format(localtime(at), "F Y")} if at else ""


def organisation_url(place: Organisation | None) -> str:
    """Where an organisation's page is."""
    return f"/organisations/{place.ods_code}/" if place else ""
