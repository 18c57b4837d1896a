"""The pages of organisations and their teams, and the type-ahead for choosing one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request
from nacre.members import actions
from nacre.members.distance import STEPS, nearest
from nacre.members.forms import LeadForm, TeamForm
from nacre.members.interests import interests_of
from nacre.members.models import Organisation
from nacre.members.organisation_search import organisations_suggested
from nacre.members.permissions import can_describe_team, can_moderate
from nacre.members.teams import MOST_LEADS, people_at, team_shown
from nacre.members.views.directory import organisation_url, row_of
from nacre.members.visibility import as_line

MOST_SUGGESTIONS = 8
MOST_SITES = 40
MOST_NEAR = 5
NEAR = 30  # miles
NOT_NEAR = {Organisation.Kind.PRACTICE, Organisation.Kind.COMMISSIONER}


@require_safe
def organisation_detail(request: Request, ods_code: str) -> HttpResponse:
    """An organisation: its names and sites for everyone, its team for members."""
    place, viewer = _place(request, ods_code), request.viewer
    shown = team_shown(
        viewer,
        place,
        profession=request.GET.get("profession", ""),
        page=request.GET.get("page", ""),
    )
    interests = interests_of(request.community) if shown else {}
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "place": place,
        "former": names_of(place, "former"),
        "short": names_of(place, "abbreviation"),
        "sites": [site for site in place.sites.all() if not site.is_closed][:MOST_SITES],
        "heirs": [s.successor for s in place.successions.all()] if place.is_closed else [],
        "absorbed": [s for s in place.predecessions.all() if s.predecessor.is_closed],
        "facts": facts_of(place),
        "near": near(place),
        "steps": STEPS if shown and place.latitude is not None else (),
        "team": shown,
        "rows": [row_of(entry, interests) for entry in shown.page] if shown else [],
        "lead": row_of(shown.lead, interests) if shown and shown.lead else None,
        "query": kept.urlencode(),
        "may_describe": shown is not None and can_describe_team(viewer, place),
        "may_appoint": shown is not None and can_moderate(viewer),
    }
    return render(request, "members/organisation_detail.html", context)


def _place(request: Request, ods_code: str) -> Organisation:
    if request.community is None:
        raise Http404
    return get_object_or_404(Organisation.objects.for_page(), ods_code=ods_code.upper())


def names_of(place: Organisation, sort: str) -> list[str]:
    """Its names of one sort, each once: some are kept under two keys."""
    return list(dict.fromkeys(n.name for n in place.names.all() if n.sort == sort))


def facts_of(place: Organisation) -> list[dict]:
    """What is public about an organisation."""
    facts = [
        {"term": _("ODS code"), "value": place.ods_code},
        {"term": _("Kind"), "value": place.get_kind_display()},
        {"term": _("Town"), "value": place.town},
        {"term": _("Postcode"), "value": place.postcode},
        {"term": _("Region"), "value": place.region},
    ]
    if place.parent:
        url = organisation_url(place.parent)
        facts.append({"term": _("Part of"), "value": place.parent.name, "url": url})
    if place.closed_on and place.is_closed:
        facts.append({"term": _("Closed"), "value": date_format(place.closed_on, "j F Y")})
    return [fact for fact in facts if fact["value"]]


def near(place: Organisation) -> list[dict]:
    """The nearest hospitals and trusts that are still open."""
    others = [
        (miles, other)
        for miles, other in nearest(place, NEAR)
        if not other.is_closed
        and other.kind not in NOT_NEAR
        and place.pk not in (other.pk, other.parent_id)
        and other.pk != place.parent_id
    ]
    return [
        {"name": other.name, "href": organisation_url(other), "miles": max(round(miles), 1)}
        for miles, other in others[:MOST_NEAR]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def team_edit(request: Request, ods_code: str) -> HttpResponse:
    """What the lead of a team says of it."""
    place = _place(request, ods_code)
    if not can_describe_team(request.viewer, place):
        raise PermissionDenied(_("Only who leads this team, or a moderator, writes here."))
    shown = team_shown(request.viewer, place)
    said = shown.team if shown else None
    initial = {"introduction": said.introduction, "contacts": said.contacts} if said else None
    form = TeamForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.describe_team(organisation=place, by=request.viewer, **form.cleaned_data)
        messages.success(request, _("Your colleagues see it now."))
        return redirect(organisation_url(place))
    return render(request, "members/team_edit.html", {"place": place, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def lead_edit(request: Request, ods_code: str) -> HttpResponse:
    """Who leads a team: a moderator chooses among those who work there."""
    place, viewer = _place(request, ods_code), request.viewer
    if not can_moderate(viewer):
        raise PermissionDenied(_("Only a moderator appoints who leads a team."))
    shown = team_shown(viewer, place)
    entries = people_at(viewer, place).for_list()[:MOST_LEADS]
    people = {str(e.membership.key): (e.membership, as_line(e.membership)) for e in entries}
    named = [(key, f"{said.name}, {said.headline}") for key, (_m, said) in people.items()]
    initial = str(shown.lead.membership.key) if shown and shown.lead else ""
    form = LeadForm(request.POST or None, initial={"lead": initial}, named=named)
    if form.is_valid():
        chosen, _said = people.get(form.cleaned_data["lead"], (None, None))
        actions.appoint_lead(organisation=place, lead=chosen, by=viewer)
        messages.success(request, _("The team's page says so now."))
        return redirect(organisation_url(place))
    return render(request, "members/lead_edit.html", {"place": place, "form": form})


@require_safe
def organisation_suggest(request: Request) -> JsonResponse:
    """Organisations for the type-ahead: public facts alone, the same for everybody."""
    text = request.GET.get("q", "")[:100].replace("\x00", "")
    found = organisations_suggested(text, MOST_SUGGESTIONS) if len(text.strip()) > 1 else []
    response = JsonResponse({"organisations": [suggestion_of(place) for place in found]})
    response["Cache-Control"] = "public, max-age=600"
    return response


def suggestion_of(place: Organisation) -> dict[str, str]:
    """An organisation as the type-ahead shows it."""
    also = names_of(place, "abbreviation") + names_of(place, "former")
    if place.parent:
        also.append(_("part of %(trust)s") % {"trust": place.parent.name})
    if place.is_closed:
        heirs = ", ".join(s.successor.name for s in place.successions.all())
        also.insert(0, _("closed, now %(name)s") % {"name": heirs} if heirs else _("closed"))
    return {
        "code": place.ods_code,
        "name": place.name,
        "town": place.town,
        "also": ", ".join(dict.fromkeys(also)),
    }
