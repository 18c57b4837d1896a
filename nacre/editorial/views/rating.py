"""Rating on a phone: one paper at a time, nothing to install, never more than one wanted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.harvested import conclusion_of
from nacre.editorial.models import PaperRating, Rater, TriagedPaper
from nacre.editorial.permissions import can_rate
from nacre.editorial.rating_forms import OfferForm, RatingForm

LATELY = 10


def _raters_only(request: Request) -> Rater:
    if not can_rate(request.viewer):
        raise Http404
    return get_object_or_404(Rater.objects.own(request.viewer))


@never_cache
@require_safe
def rating(request: Request) -> HttpResponse:
    """The next paper with its form, or the offer to become a rater."""
    here(request)
    if not can_rate(request.viewer):
        raise Http404
    rater = Rater.objects.own(request.viewer).first()
    if rater is None:
        return render(request, "editorial/rating_offer.html", {"form": OfferForm()})
    left = actions.left_this_week(rater, request.viewer)
    offered = TriagedPaper.objects.offered_to(request.viewer).first() if left else None
    return _show(request, rater, offered, RatingForm())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: Request, pk: int) -> HttpResponse:
    """One paper; what was said of it before stands in the form."""
    rater = _raters_only(request)
    offered = get_object_or_404(TriagedPaper.objects.open_to(request.viewer), citation=pk)
    own = PaperRating.objects.own(request.viewer).filter(citation=pk).first()
    form = RatingForm(request.POST or None, initial=_said(own) if own else None)
    if form.is_valid():
        try:
            actions.rate_paper(citation=offered.citation, by=request.viewer, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Thank you. Noted."))
            return redirect("editorial:rating")
    return _show(request, rater, offered, form)


@require_POST
def offer(request: Request) -> HttpResponse:
    """Become a rater, or say how many papers a week."""
    if not can_rate(request.viewer):
        raise Http404
    form = OfferForm(request.POST)
    if not form.is_valid():
        return render(request, "editorial/rating_offer.html", {"form": form})
    actions.offer_to_rate(by=request.viewer, **form.cleaned_data)
    return redirect("editorial:rating")


@require_POST
def stop(request: Request) -> HttpResponse:
    """Be asked no more."""
    _raters_only(request)
    actions.stop_rating(by=request.viewer)
    messages.success(request, _("You are asked no more. What you rated stays."))
    return redirect("/")


def _said(own: PaperRating) -> dict[str, Any]:
    return {
        "relevance": own.relevance,
        "newsworthiness": own.newsworthiness,
        "changes_practice": "yes" if own.changes_practice else "no",
        "comment": own.comment,
    }


def _show(
    request: Request, rater: Rater, offered: TriagedPaper | None, form: RatingForm
) -> HttpResponse:
    done = PaperRating.objects.own(request.viewer).this_week().count()
    context = {
        "paper": offered and offered.citation,
        "conclusion": conclusion_of(offered.citation) if offered else "",
        "form": form,
        "done": done,
        "progress": _("This week: %(done)s of %(all)s") % {"done": done, "all": rater.per_week},
        "rater": rater,
        "is_full": done >= rater.per_week,
        "lately": PaperRating.objects.own(request.viewer)[:LATELY],
        "offer": OfferForm(initial={"per_week": rater.per_week}),
    }
    return render(request, "editorial/rating.html", context)
