"""At the desk: where an article is placed, and placing it at another desk of one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.calendar import edit_url
from nacre.editorial.desk_forms import PlaceForm
from nacre.editorial.desks import desks_of
from nacre.editorial.models import Article, PlacedPage
from nacre.editorial.permissions import can_see_changes
from nacre.editorial.rooms import ways_for
from nacre.pages.models import BasePage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: Request, page_id: int) -> HttpResponse:
    """Where it is placed; `?in=slug` asks where there, and POST places it."""
    article = _article_at(request, page_id)
    desks = desks_of(request.viewer).exclude(pk=here(request).pk)
    community = desks.filter(slug=request.GET.get("in", "")).first()
    form = PlaceForm(request.POST or None, community=community) if community else None
    if form and request.method == "POST" and form.is_valid():
        try:
            page = actions.place_article(article=article, by=request.viewer, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, _said_of(page))
            return redirect("editorial:placements", page_id=page_id)
    placed = PlacedPage.objects.filter(source=article.pk, community__in=desks)
    context = {
        "item": article,
        "ways": ways_for(article, request.viewer, "places"),
        "form": form,
        "community": community,
        "desks": desks.exclude(pk__in=placed.values("community")),
        "placed": [
            {"page": page, "url": edit_url(page.community, page.pk)}
            for page in placed.select_related("community__site")
        ],
    }
    return render(request, "editorial/placements_desk.html", context)


def _said_of(page: PlacedPage) -> str:
    if PlacedPage.objects.filter(pk=page.pk, live=True).exists():
        return _("It is placed in %(community)s.") % {"community": page.community.name}
    said = _("It waits for a clinical editor of %(community)s.")
    return said % {"community": page.community.name}


def _article_at(request: Request, page_id: int) -> Article:
    if not can_see_changes(request.viewer):
        raise Http404
    page = get_object_or_404(BasePage.objects.of(here(request)), pk=page_id).specific
    if not isinstance(page, Article) or not page.is_placeable:
        raise Http404
    return page
