"""At the desk: what became of a page after readers saw it, who would hear of it, and withdrawing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.changes import is_pending, seen_by_readers
from nacre.editorial.desk_forms import WithdrawForm
from nacre.editorial.models import Article, PageChange
from nacre.editorial.permissions import can_see_changes, can_withdraw
from nacre.editorial.recall_readers import who_would_hear
from nacre.editorial.rooms import ways_for
from nacre.pages.models import BasePage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: Request, page_id: int) -> HttpResponse:
    """The log of a page with how many would hear of the next entry; POST withdraws the page."""
    page = _article_at(request, page_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_page(page=page, by=request.viewer, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, _("It is withdrawn. Whoever knows it is told now, once."))
            return redirect("editorial:changes", page_id=page_id)
    draft = page.get_latest_revision_as_object()
    context = {
        "item": page,
        "ways": ways_for(page, request.viewer, "changes"),
        "form": form,
        "draft": draft if is_pending(draft) else None,
        "changes": PageChange.objects.filter(page=page.pk).select_related("made_by"),
        "is_read": page.live and seen_by_readers(page) is not None,
        "to_tell": who_would_hear(page),
        "may_withdraw": page.live and not page.withdrawn_at and can_withdraw(request.viewer, page),
    }
    return render(request, "editorial/changes_desk.html", context)


def _article_at(request: Request, page_id: int) -> Article:
    if not can_see_changes(request.viewer):
        raise Http404
    page = get_object_or_404(BasePage.objects.of(here(request)), pk=page_id).specific
    if not isinstance(page, Article):
        raise Http404
    return page
