"""At the desk: what happened on the way to a page's sign-off, and the operator's way round it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nacre.editorial import actions
from nacre.editorial.before_sign_off import advice_on
from nacre.editorial.models import SignOffAct, SignOffRequest
from nacre.editorial.sign_off_forms import ReasonForm
from nacre.pages.models import BasePage


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """Who was asked and what they answered; whether somebody may see the page, the gate said."""
    return _show(request, get_object_or_404(BasePage, pk=page_id), ReasonForm())


def publish_anyway(request: HttpRequest, page_id: int) -> HttpResponse:
    """An operator publishes what nobody signed off, with a reason that stays in the log."""
    page = get_object_or_404(BasePage, pk=page_id)
    if not request.user.is_superuser or request.method != "POST":
        raise PermissionDenied(_("Only operators publish without a sign-off."))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form)
    actions.publish_without_sign_off(
        page=page.specific, by=request.user, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("It is published, and the reason is in the log."))
    return redirect("sign_offs:history", page_id)


def _show(request: HttpRequest, page: BasePage, form: ReasonForm) -> HttpResponse:
    requests = SignOffRequest.objects.filter(page=page).select_related("user", "instead_of")
    specific = page.specific
    draft = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "acts": SignOffAct.objects.about(page.pk)[:200],
        "requests": requests.order_by("-sent_at")[:100],
        "form": form,
        "advice": advice_on(draft),
        "may_override": request.user.is_superuser and specific.needs_sign_off,
    }
    return TemplateResponse(request, "editorial/admin/sign_off_history.html", context)
