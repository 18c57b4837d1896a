"""One's own profile: an overview of its sections, a page for each, and who sees what."""

from django.conf import settings
from django.contrib import messages
from django.core.cache import caches
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.members import actions, orcid_client, photograph, profile_forms
from nacre.members.forms import named_exactly
from nacre.members.hints import hint_for
from nacre.members.interests import interest_label, interests_of
from nacre.members.models import Membership, Profile
from nacre.members.views.joining import membership_required
from nacre.members.visibility import Level, ShownProfile, level_of, shown_to

WORKS_KEPT_FOR = 1800
SECTIONS: dict[str, tuple[str | Promise, type[profile_forms.SectionForm]]] = {
    "photograph": (gettext_lazy("Photograph"), profile_forms.PhotographForm),
    "name": (gettext_lazy("Name"), profile_forms.NameForm),
    "workplace": (gettext_lazy("Where you work"), profile_forms.WorkplaceForm),
    "practice": (gettext_lazy("What you know about"), profile_forms.PracticeForm),
    "about": (gettext_lazy("About you"), profile_forms.AboutYouForm),
    "contact": (gettext_lazy("How to reach you"), profile_forms.ContactForm),
    "research": (gettext_lazy("ORCID and publications"), profile_forms.ResearchForm),
    "visibility": (gettext_lazy("Who sees what"), profile_forms.VisibilityForm),
}
SHORT = {
    Level.ME: gettext_lazy("only you"),
    Level.CONNECTIONS: gettext_lazy("connections"),
    Level.COMMUNITY: gettext_lazy("members"),
    Level.PUBLIC: gettext_lazy("everyone"),
}


@membership_required
@require_safe
def profile_edit(request: Request) -> HttpResponse:
    """What one has said so far, by section, each with a way to change it."""
    membership = _own(request)
    shown = shown_to(membership, Level.ME)
    context = {
        "membership": membership,
        "shown": shown,
        "picture": shown.photograph.at(384) if shown.photograph else None,
        "sections": [
            {"slug": slug, "heading": heading, "rows": rows}
            for slug, (heading, _form) in SECTIONS.items()
            if (rows := _rows(slug, membership, shown, request)) is not None
        ],
        "hint": hint_for(membership),
        "is_public": membership.is_public,
    }
    return render(request, "members/profile_edit.html", context)


def _own(request: Request) -> Membership:
    return Membership.objects.own(request.viewer).for_profile().get()


def _rows(
    slug: str, membership: Membership, shown: ShownProfile, request: Request
) -> list[dict[str, str]] | None:
    """What a section says, and who sees it; None for those that have nothing to list."""
    known = interests_of(request.community)
    place, second = shown.organisation, shown.second_organisation
    said: dict[str, list[tuple[str, str, str]]] = {
        "name": [(_("Name"), shown.name, ""), (_("Profession"), shown.profession_label, "")],
        "workplace": [
            (_("Role and job title"), shown.headline, "post"),
            (_("Grade"), shown.grade_label, "grade"),
            (_("Works at"), place.name if place else "", "organisation"),
            (_("Second site"), second.name if second else "", "organisation"),
        ],
        "practice": [
            (_("Specialty"), shown.specialty, "specialty"),
            (_("Subspecialties"), ", ".join(shown.subspecialties), "specialty"),
            (
                _("Interests"),
                ", ".join(interest_label(s, known) for s in shown.interests),
                "interests",
            ),
            (_("Can help with"), shown.can_help_with, "help"),
            (_("Languages"), ", ".join(shown.languages), "help"),
        ],
        "about": [(_("About you"), shown.biography, "biography")],
        "contact": [
            (_("Work e-mail"), shown.work_email, "work_email"),
            (_("Work telephone"), shown.work_telephone, "work_telephone"),
        ],
        "research": [
            (_("ORCID iD"), shown.orcid, "orcid"),
            (_("Publications shown"), str(len(shown.works) or ""), "orcid"),
        ],
    }
    if slug not in said:
        return None
    return [
        {
            "term": term,
            "value": value,
            "seen_by": str(SHORT[level_of(membership, part)]) if part else _("members, always"),
        }
        for term, value, part in said[slug]
        if value or part not in {"grade"}
    ]


@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile_section(request: Request, section: str) -> HttpResponse:
    """One section of one's own profile, kept by itself."""
    if section not in SECTIONS:
        raise Http404
    heading, form_class = SECTIONS[section]
    membership = _own(request)
    form = form_class(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        membership=membership,
        interests=interests_of(request.community),
    )
    if form.is_valid():
        _keep(request, section, form)
        messages.success(request, _("Your profile is changed."))
        return redirect(_after(section, form))
    context = {
        "form": form,
        "heading": heading,
        "section": section,
        "membership": membership,
        "shown": shown_to(membership, Level.ME),
    }
    return render(request, "members/profile_section.html", context)


def _keep(request: Request, section: str, form: profile_forms.SectionForm) -> None:
    changes = form.changes()
    if section == "photograph":
        picture = changes.pop("picture")
        if "remove" in request.POST or picture:
            name = "" if "remove" in request.POST else photograph.keep(picture)
            actions.change_photograph(by=request.viewer, name=name)
    if section == "research":
        actions.set_orcid(by=request.viewer, orcid=changes.pop("orcid"))
    actions.change_profile(by=request.viewer, **changes)


def _after(section: str, form: Form) -> str:
    if section == "research" and form.cleaned_data["orcid"]:
        return "/members/me/works/"
    return f"/members/me/#{section}"


@membership_required
@require_POST
def hints_dismiss(request: Request) -> HttpResponse:
    """No more hints, for good."""
    actions.change_profile(by=request.viewer, wants_hints=False)
    messages.success(request, _("We shall not suggest anything more."))
    return redirect("members:profile_edit")


@membership_required
@require_POST
def workplace_change(request: Request) -> HttpResponse:
    """One tap: I work here now; or, without a place, I do not work there any more."""
    code = request.POST.get("organisation", "")
    place = named_exactly(code[:20]) if code else None
    if code and place is None:
        raise Http404
    actions.move_to(by=request.viewer, organisation=place)
    if place is None:
        messages.success(request, _("You are no longer on that team's page. Where are you now?"))
        return redirect("members:profile_section", section="workplace")
    messages.success(request, _("You work at %(place)s now.") % {"place": place.name})
    return redirect("members:organisation_detail", ods_code=place.ods_code)


# --- Publications -------------------------------------------------------------------------------


@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def works_edit(request: Request) -> HttpResponse:
    """GET shows what ORCID listed when it was last asked; POST keeps those that were picked."""
    membership = _own(request)
    profile = Profile.of(membership)
    listed: list[dict] | None = caches["default"].get(_works_key(membership, profile))
    offered = listed if listed is not None else profile.works
    if request.method == "POST":
        picked = set(request.POST.getlist("work"))
        works = [work for work in offered if work["code"] in picked]
        actions.change_profile(by=request.viewer, works=works)
        messages.success(request, _("Your profile shows the publications you picked."))
        return redirect("/members/me/#research")
    shown_codes = {work["code"] for work in profile.works}
    context = {
        "profile": profile,
        "was_asked": listed is not None,
        "works": [{**work, "is_shown": work["code"] in shown_codes} for work in offered],
    }
    return render(request, "members/works_edit.html", context)


@membership_required
@require_POST
def works_fetch(request: Request) -> HttpResponse:
    """Ask ORCID for one's works; what it says is only offered, never kept by itself."""
    membership = _own(request)
    profile = Profile.of(membership)
    if not profile.orcid:
        return redirect("members:profile_section", section="research")
    try:
        works = orcid_client.fetch_works(profile.orcid, base=settings.NACRE_ORCID_URL)
    except orcid_client.OrcidUnknownError:
        messages.error(request, _("ORCID does not know this iD. Please check it."))
    except orcid_client.OrcidUnavailableError:
        messages.warning(
            request,
            _("ORCID does not answer at the moment. Nothing is lost; please try again later."),
        )
    else:
        listed = [work.as_dict() for work in works]
        caches["default"].set(_works_key(membership, profile), listed, WORKS_KEPT_FOR)
    return redirect("members:works_edit")


def _works_key(membership: Membership, profile: Profile) -> str:
    return f"orcid-works:{membership.pk}:{profile.orcid}"
