"""Saved searches: keep a question to the directory, look at one's own, stop the letters."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.members import actions
from nacre.members.interests import interests_of
from nacre.members.models import SavedSearch
from nacre.members.permissions import can_save_searches
from nacre.members.saved_search_forms import AlertForm, SaveSearchForm
from nacre.members.saved_searches import described, places_in, question_in
from nacre.members.search_alerts import membership_to_stop
from nacre.members.views.closed import closed
from nacre.members.views.joining import membership_required


def may_save(view: Callable) -> Callable:
    """For members whom the directory is open to; everyone else reads why not."""

    @never_cache
    @membership_required
    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if not can_save_searches(request.viewer):
            return closed(request, _("Saved searches"), status=403)
        return view(request, *args, **kwargs)

    return guarded


@may_save
@require_safe
def search_list(request: Request) -> HttpResponse:
    """One's own saved searches, with what was found when we last looked: a few queries in all."""
    searches = list(SavedSearch.objects.own(request.viewer))
    questions = [question_in(search.query) for search in searches]
    interests, places = interests_of(request.community), places_in(questions)
    rows = [
        {"search": search, "asked": described(question, interests, places)}
        for search, question in zip(searches, questions, strict=True)
    ]
    return render(request, "members/saved_search_list.html", {"rows": rows})


@may_save
@require_POST
def search_save(request: Request) -> HttpResponse:
    """Keep a question under a name; what is wrong with it stands above the form."""
    form = SaveSearchForm(request.POST)
    if form.is_valid() and _is_done(
        form, lambda: actions.save_search(by=request.viewer, **form.cleaned_data)
    ):
        messages.success(request, _("Your search is saved."))
        return redirect("members:saved_searches")
    return render(request, "members/saved_search_form.html", {"form": form})


@may_save
@require_http_methods(["GET", "HEAD", "POST"])
def search_edit(request: Request, pk: int) -> HttpResponse:
    """Give one's own search another name, or choose whether to hear of somebody new."""
    search = get_object_or_404(SavedSearch.objects.own(request.viewer), pk=pk)
    said = {"name": search.name, "alert": search.alert}
    form = AlertForm(request.POST or None, initial=said)
    if form.is_valid() and _is_done(
        form,
        lambda: actions.change_search(search=search, by=request.viewer, **form.cleaned_data),
    ):
        messages.success(request, _("Your changes are kept."))
        return redirect("members:saved_searches")
    return render(request, "members/saved_search_form.html", {"form": form, "search": search})


@may_save
@require_POST
def search_delete(request: Request, pk: int) -> HttpResponse:
    """Delete one of one's own."""
    search = get_object_or_404(SavedSearch.objects.own(request.viewer), pk=pk)
    actions.delete_search(search=search, by=request.viewer)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": search.name})
    return redirect("members:saved_searches")


def _is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@csrf_exempt  # mail programs post here without a session; the signed token does this one thing alone
@require_http_methods(["GET", "HEAD", "POST"])
def alerts_stop(request: Request, token: str) -> HttpResponse:
    """GET asks, POST stops the letters of whoever the link was sent to; signed in or not."""
    membership = membership_to_stop(token, here(request))
    if membership is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_alerts(membership=membership)
    return render(request, "members/alerts_stop.html", {"is_done": is_done})
