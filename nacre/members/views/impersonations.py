"""An operator looks as a member, ends it, and reads who did."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request
from nacre.members import actions, impersonation
from nacre.members.forms import ImpersonationForm
from nacre.members.models import Impersonation, Membership
from nacre.members.permissions import can_impersonate, can_see_impersonations

PAGE_SIZE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def impersonation_begin(request: Request, key: str) -> HttpResponse:
    """GET says what it means and asks why; POST begins."""
    if not request.viewer.is_superuser:
        raise PermissionDenied(_("Only operators look as a member."))
    everyone = Membership.objects.here(request.viewer).for_profile()
    membership = get_object_or_404(everyone, key=key)
    form = ImpersonationForm(request.POST or None)
    may = can_impersonate(request.viewer, membership)
    if may and form.is_valid():
        begun = actions.begin_impersonation(
            membership=membership, by=request.viewer, **form.cleaned_data
        )
        impersonation.keep(request, begun)
        return redirect("/")
    context = {"form": form, "member": membership, "may": may}
    status = 422 if form.errors else 200
    return render(
        request, "members/impersonation_begin.html", context, status=status if may else 403
    )


@require_POST
def impersonation_end(request: Request) -> HttpResponse:
    """Be oneself again."""
    actions.end_impersonations(by_id=request.viewer.impersonated_by)
    impersonation.drop(request)
    messages.success(request, _("You are yourself again."))
    return redirect("/")


@never_cache
@require_safe
def impersonation_list(request: Request) -> HttpResponse:
    """The log of all communities, on the hub: newest first, never rewritten."""
    if not request.viewer.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not can_see_impersonations(request.viewer):
        raise PermissionDenied(_("This log is for operators."))
    rows = Impersonation.objects.begun().for_log()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page", ""))
    return render(request, "members/impersonation_list.html", {"page": page})
