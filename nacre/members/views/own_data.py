"""One's own data: what is held, taking it along, being forgotten, what one agreed to."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.members import actions
from nacre.members.forms import ConsentForm, ErasureForm
from nacre.members.models import Impersonation, User
from nacre.members.viewer import Viewer
from nacre.members.views.joining import membership_required
from nacre.privacy import consents, erasing

LOOKS_SHOWN = 20
HEAD = ["What", "How many", "What it is for", "When you are forgotten"]


@never_cache
@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: Request) -> HttpResponse:
    """What is held, as numbers, the ways out, and what the member agrees to."""
    viewer = request.viewer
    asked = consents.answers_of(viewer.user_id or 0, here(request))
    form = ConsentForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        actions.give_consents(by=viewer, given=set(form.cleaned_data["purposes"]))
        messages.success(request, _("We keep to what you said."))
        return redirect("members:own_data")
    looks = Paginator(Impersonation.objects.about(viewer.user_id), LOOKS_SHOWN)
    context = {
        "form": form,
        "head": HEAD,
        "rows": _rows(viewer.user_id),
        "looks": looks.get_page(request.GET.get("page", "")),
    }
    return render(request, "members/own_data.html", context)


def _rows(user_id: int | None) -> list[list]:
    """The plan as a table."""
    steps = erasing.plan(User.objects.get(pk=user_id or 0))
    return [[step.label, step.count, step.because, str(step.at_erasure)] for step in steps]


@membership_required
@require_POST
def own_data_export(request: Request) -> HttpResponse:
    """The file with everything."""
    answer = HttpResponse(actions.export_person(by=request.viewer), content_type="application/zip")
    name = f"my-data-{timezone.localdate():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@never_cache
@membership_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data_erase(request: Request) -> HttpResponse:
    """GET shows the plan; the first POST sends a code, the one with the code erases."""
    is_asked = "code" in request.POST
    form = ErasureForm(request.POST if is_asked else None)
    try:
        if is_asked and form.is_valid():
            proof = actions.erase_person(by=request.viewer, code=form.cleaned_data["code"])
            logout(request)
            request.viewer = Viewer.anonymous(request.community)
            return render(request, "members/erased.html", {"proof": proof})
        if request.method == "POST" and not is_asked:
            actions.send_erasure_code(by=request.viewer)
            is_asked = True
    except ValidationError as error:
        form.add_error("code", error)
    rows = _rows(request.viewer.user_id)
    context = {"form": form, "is_asked": is_asked, "head": HEAD, "rows": rows}
    return render(request, "members/own_data_erase.html", context)
