"""An editor's own declarations: add one, end one, confirm the whole. No CMS needed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.interest_forms import InterestForm
from nacre.editorial.models import ClinicalEditor, DeclarationOfInterest
from nacre.editorial.permissions import can_declare


def _own_seat(request: Request) -> ClinicalEditor:
    if not can_declare(request.viewer):
        raise Http404
    seats = ClinicalEditor.objects.seats_of(request.viewer).prefetch_related("declarations")
    return get_object_or_404(seats)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest_list(request: Request) -> HttpResponse:
    """What one has declared; POST adds an interest."""
    editor = _own_seat(request)
    form = InterestForm(request.POST or None, community=here(request))
    if request.method == "POST" and form.is_valid():
        actions.add_interest(editor=editor, said=dict(form.cleaned_data))
        messages.success(request, _("Noted. Confirm the whole when it is complete."))
        return redirect("editorial:interests")
    today = timezone.localdate()
    declared = [d for d in editor.declarations.all() if d.is_interest]
    context = {
        "editor": editor,
        "form": form,
        "declared": declared,
        "may_say_none": not editor.interests,
        "why_not": editor.why_not(today),
        "today": today,
    }
    return render(request, "editorial/interests.html", context)


@require_POST
def interest_end(request: Request, pk: int) -> HttpResponse:
    """Say that an interest of one's own has ended."""
    own = DeclarationOfInterest.objects.filter(editor=_own_seat(request))
    actions.end_interest(declared=get_object_or_404(own, pk=pk))
    messages.success(request, _("It has ended today. It is still printed for three years."))
    return redirect("editorial:interests")


@require_POST
def interest_confirm(request: Request) -> HttpResponse:
    """Confirm that the declaration is complete; “none” is a statement of its own."""
    try:
        actions.confirm_interests(
            editor=_own_seat(request), says_none=request.POST.get("says") == "none"
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Thank you. Your declaration is good for a year."))
    return redirect("editorial:interests")
