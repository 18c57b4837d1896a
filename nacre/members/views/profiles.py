"""A colleague's profile, as far as the one who asks may see it, and leaving."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.members import actions, vcard
from nacre.members.connected import connections_shown
from nacre.members.contributions import contributions_of
from nacre.members.hints import hint_for
from nacre.members.interests import interest_label, interests_of
from nacre.members.models import Membership, VerificationEvidence
from nacre.members.permissions import can_impersonate
from nacre.members.views.closed import closed
from nacre.members.views.directory import organisation_url
from nacre.members.views.joining import membership_required
from nacre.members.visibility import Level, ShownProfile, profile_of, shown_to

VCARD_TYPE = "text/vcard; charset=utf-8"


@require_safe
def member_detail(request: Request, key: str) -> HttpResponse:
    """A colleague's profile; visitors see those that are public by choice."""
    viewer = request.viewer
    membership = Membership.objects.here(viewer).for_profile().filter(key=key).first()
    shown = profile_of(membership, viewer) if membership else None
    if membership is None or shown is None:
        if viewer.sees_people:
            raise Http404
        # The same answer whether or not there is such a person.
        return closed(request, "A member's profile", status=403)
    seen_as = request.GET.get("as", "")
    if shown.is_own and seen_as in Level.values:
        shown = shown_to(membership, Level(seen_as))
    interests = interests_of(request.community)
    gave = contributions_of(membership, viewer) if "contributions" in shown.open_parts else []
    context = {
        "shown": shown,
        "picture": membership_picture(shown),
        "facts": facts_of(shown),
        "reach": reach_of(shown),
        "interests": [
            {"label": interest_label(slug, interests), "url": interest_url(request, slug)}
            for slug in shown.interests
        ],
        "contributions": gave,
        "connections": [face_of(other) for other in connections_shown(membership, shown, viewer)],
        "checked_at": VerificationEvidence.objects.last_check(membership),
        "is_own": membership.pk == viewer.membership_id,
        "seen_as": seen_as,
        "hint": hint_for(membership) if shown.is_own else None,
        "may_look_as": can_impersonate(viewer, membership),
        "has_card": viewer.is_authenticated,
    }
    answer = render(request, "members/member_detail.html", context)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def face_of(shown: ShownProfile) -> dict:
    """A person among others."""
    return {"name": shown.name, "href": shown.url, "picture": shown.photograph}


def membership_picture(shown: ShownProfile):
    """The photograph large enough for the head of a page."""
    return shown.photograph.at(384) if shown.photograph else None


def interest_url(request: Request, slug: str) -> str:
    """Colleagues with an interest, for those who may see them."""
    return f"/members/?interest={slug}" if request.viewer.sees_people else ""


def facts_of(shown: ShownProfile) -> list[dict[str, str]]:
    """What the profile lists."""
    place, second = shown.organisation, shown.second_organisation
    facts = [
        {"term": _("Profession"), "value": shown.profession_label},
        {"term": _("Grade"), "value": shown.grade_label},
        {"term": _("Specialty"), "value": shown.specialty},
        {"term": _("Subspecialties"), "value": ", ".join(shown.subspecialties)},
        {
            "term": _("Works at"),
            "value": place.name if place else "",
            "url": organisation_url(place),
        },
        {
            "term": _("And at"),
            "value": second.name if second else "",
            "url": organisation_url(second),
        },
        {"term": _("Region"), "value": shown.region},
        {"term": _("Languages"), "value": ", ".join(shown.languages)},
    ]
    return [fact for fact in facts if fact["value"]]


def reach_of(shown: ShownProfile) -> list[dict[str, str]]:
    """How to reach somebody at work, as far as they say so."""
    dialled = "".join(c for c in shown.work_telephone if c.isdigit() or c == "+")[:16]
    ways = [
        {"term": _("E-mail"), "value": shown.work_email, "url": f"mailto:{shown.work_email}"},
        {"term": _("Telephone"), "value": shown.work_telephone, "url": f"tel:{dialled}"},
    ]
    return [way for way in ways if way["value"]]


@require_safe
def contact_card(request: Request, key: str) -> HttpResponse:
    """A colleague's contact card for one's address book: no more than the profile shows."""
    membership = Membership.objects.here(request.viewer).for_profile().filter(key=key).first()
    shown = profile_of(membership, request.viewer) if membership else None
    if shown is None or not request.viewer.is_authenticated:
        raise Http404
    answer = HttpResponse(vcard.card_of(shown, request.get_host()), content_type=VCARD_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="contact.vcf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def membership_leave(request: Request) -> HttpResponse:
    """GET says what leaving means and asks; POST leaves."""
    if request.method == "POST":
        actions.leave_community(by=request.viewer)
        messages.success(request, _("You have left. You may come back whenever you like."))
        return redirect("/")
    return render(request, "members/membership_leave.html", {})
