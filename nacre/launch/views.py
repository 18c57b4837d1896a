"""The hub: the operator's public front, and the doors of the demonstration."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.core.cache import caches
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nacre.communities.models import Community, Enquiry, absolute_url
from nacre.insights.keys import visitor_key
from nacre.launch import actions, figures, mailbox, personas
from nacre.launch.admission import NEWCOMER
from nacre.launch.forms import EnquiryForm
from nacre.members.decision_times import decision_times, last_months
from nacre.ui.motif import pattern_svg

ENQUIRIES_AN_HOUR = 5
PER_PAGE = 40
for_staff: Any = staff_member_required(login_url=settings.LOGIN_URL)
# The answer to a sign-in leads to a community: browsers ask the page with the form whether it may.
to_communities = csp_update({"form-action": [absolute_url(f"*.{settings.NACRE_BASE_HOST}", "")]})


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """What clinical communities are, and those that there are."""
    found = figures.standings()
    facts = {
        "standings": found,
        "totals": figures.totals(found),
        "editors": figures.editors(),
        "is_demo": settings.NACRE_DEMO,
    }
    return render(request, "launch/hub.html", facts)


@require_safe
def community_look(request: HttpRequest) -> HttpResponse:
    """The hue and pattern of each community, as classes for the hub's cards."""
    rows = Community.objects.open()
    rules = render(request, "launch/communities.css", {"communities": rows}).content
    answer = HttpResponse(rules, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@require_safe
def community_motif(request: HttpRequest, slug: str) -> HttpResponse:
    """The pattern of one community."""
    found = get_object_or_404(Community.objects.open(), slug=slug)
    drawing = pattern_svg(
        found.motif, found.motif_seed, found.motif_density, found.hue, found.chroma, 900, 360
    )
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def enquire(request: HttpRequest) -> HttpResponse:
    """Ask the operator about a community of one's own."""
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_bound and form.is_by_machine:
        return redirect("launch:thanks")  # a machine learns nothing
    if form.is_valid():
        if not _may_write(request):
            return render(request, "launch/too_many.html", status=429)
        actions.send_enquiry(enquiry=form.save(commit=False))
        return redirect("launch:thanks")
    status = 422 if form.errors else 200
    return render(request, "launch/enquire.html", {"form": form}, status=status)


def _may_write(request: HttpRequest) -> bool:
    """A person writes once; a programme that tries more often waits an hour."""
    key = f"enquiries:{visitor_key(request)}"
    shared = caches["default"]
    shared.add(key, 0, 3600)
    return shared.incr(key) <= ENQUIRIES_AN_HOUR


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """After an enquiry."""
    return render(request, "launch/thanks.html")


@for_staff
@require_safe
def enquiry_list(request: HttpRequest) -> HttpResponse:
    """What people have asked, for the operator."""
    page = Paginator(Enquiry.objects.order_by("-sent_at"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "launch/enquiry_list.html", {"page": page})


@for_staff
@require_POST
def enquiry_answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an enquiry has been answered."""
    actions.answer_enquiry(enquiry=get_object_or_404(Enquiry, pk=pk))
    return redirect("launch:enquiry_list")


@for_staff
@require_safe
def decision_time_list(request: HttpRequest) -> HttpResponse:
    """How long each community's moderators take to answer, for the operator."""
    found = decision_times(last_months())
    return render(request, "launch/decision_times.html", {"communities": found})


@require_safe
@to_communities
def demo(request: HttpRequest) -> HttpResponse:
    """Whom a visitor of the demonstration may be."""
    liver = Community.objects.for_request().filter(slug="liver").first()
    facts = {
        "groups": personas.groups(),
        "join_url": liver and liver.url("/join/"),
        "newcomer": NEWCOMER[2],
    }
    return render(request, "launch/demo.html", facts)


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Begin a session as one of the personas."""
    persona = personas.persona(request.POST.get("persona", ""))
    community = actions.sign_in_as(persona, request) if persona else None
    if persona is None or community is None:
        return HttpResponseBadRequest("There is no such persona.\n", content_type="text/plain")
    return redirect(community.url(persona.lands_on))


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """The letters that were sent, newest first."""
    return render(request, "launch/mail_list.html", {"letters": mailbox.letters()})


@require_safe
def mail_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One letter, as text."""
    letter = mailbox.letter(key)
    if letter is None:
        raise Http404
    return render(request, "launch/mail_detail.html", {"letter": letter})
