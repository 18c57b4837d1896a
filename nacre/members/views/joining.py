"""Joining: two short pages, a code by mail, and an honest answer about what happens next."""

from collections.abc import Callable
from functools import partial, wraps

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core import ratelimit
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nacre.communities.request import Request
from nacre.members import actions, application
from nacre.members.actions.joining import address_to_prove
from nacre.members.forms import AboutForm, WorkForm, described_place
from nacre.members.models import Membership
from nacre.members.throttle import CODES, PAGES, may_go_on

MAY_ASK = {"", "declined", "left"}


def membership_required(view: Callable) -> Callable:
    """For people with a membership here; others are led to sign in or to join."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not request.viewer.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.viewer.membership_id is None or request.viewer.status == "left":
            return redirect("members:join")
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request) -> HttpResponse:
    """The first page, or where somebody stands who has asked already."""
    if request.community is None:
        return redirect("/")
    if request.viewer.status not in MAY_ASK:
        return _standing(request)
    if request.method == "POST" and not may_go_on(request, PAGES):
        return _too_many(request)
    said, code = application.of(request), request.GET.get("code", "")[:40]
    if request.method != "POST" and request.viewer.is_authenticated and not said.get("profession"):
        said = application.from_before(request) or application.from_elsewhere(request)
        if said and not code:
            return redirect("members:join_work")
    form = AboutForm(
        request.POST or None,
        initial={**said, "code": code},
        read_code=partial(application.read_code, request),
        has_code=bool(said.get("invite")) and not code,
        is_known=request.viewer.is_authenticated,
        is_named=request.user.is_authenticated and bool(request.user.family_name),
    )
    if form.is_valid():
        application.keep(request, **form.cleaned_data)
        return redirect("members:join_work")
    context = {"form": form, "steps": application.steps(request, 0), "declined": _declined(request)}
    return render(request, "members/join.html", context)


def _declined(request: Request) -> Membership | None:
    if request.viewer.status != "declined":
        return None
    return Membership.objects.own(request.viewer).first()


def _standing(request: Request) -> HttpResponse:
    membership = Membership.objects.own(request.viewer).for_profile().get()
    done = 4 if membership.is_active else 3
    context = {"membership": membership, "steps": application.steps(request, done)}
    return render(request, "members/join_status.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_work(request: Request) -> HttpResponse:
    """The second page: role, hospital and number. Then the code, or straight to the moderator."""
    said = application.of(request)
    is_begun = said.get("profession") and (said.get("email") or request.viewer.is_authenticated)
    if request.community is None or request.viewer.status not in MAY_ASK or not is_begun:
        return redirect("members:join" if request.community else "/")
    if request.method == "POST" and not may_go_on(request, PAGES):
        return _too_many(request)
    form = WorkForm(
        request.POST or None, initial=application.initial(said), profession=said["profession"]
    )
    if form.is_valid():
        place, claimed = form.cleaned_data["organisation"], form.claimed
        said = application.keep(
            request,
            role=form.cleaned_data.get("role", ""),
            organisation_id=place.pk if place else None,
            organisation=described_place(place) if place else "",
            regulator=claimed.regulator if claimed else "",
            number=claimed.number if claimed else "",
        )
        if request.viewer.is_authenticated and request.user.is_authenticated:
            application.finish(request, request.user)
            return redirect("members:join")
        if not may_go_on(request, CODES):
            return _too_many(request)
        if ratelimit.consume(request, action="request_login_code", key=said["email"]):
            return _send_code(request, said["email"])
        form.add_error(None, _("We have sent several codes already. Try again in a few minutes."))
    context = {
        "form": form,
        "about": application.summary(said),
        "profession": said["profession"],
        "steps": application.steps(request, 1),
    }
    return render(request, "members/join_work.html", context)


def _too_many(request: Request) -> HttpResponse:
    """Told to wait a little; what was said is kept."""
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = "60"
    return answer


def _send_code(request: Request, email: str) -> HttpResponse:
    """Send the code to a new or an existing account alike: the answer does not tell which."""
    user = actions.begin_join(email)
    application.remember(request, user)
    LoginCodeVerificationProcess.initiate(
        request=request, user=user, email=address_to_prove(user, email)
    )
    return redirect(f"{reverse('account_confirm_login_code')}?next={reverse('members:join')}")
