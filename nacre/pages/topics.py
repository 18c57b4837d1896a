"""The pages of topics: what there is on one, who follows it, what lies beside it."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.members import directory
from nacre.members.viewer import Viewer
from nacre.pages.cards import card_of
from nacre.pages.models import BasePage, Topic

A_PAGE = 30
MOST_RELATED = 8


@require_safe
def topic_list(request: Request) -> HttpResponse:
    """All topics of the community with how much the viewer may list on each."""
    topics = list(Topic.objects.of(here(request)))
    counts = _pages_on(request.viewer)
    rows = [
        {"label": f"{topic.label} ({counts[topic.pk]})", "url": address_of(topic)}
        for topic in topics
        if counts.get(topic.pk)
    ]
    return render(request, "pages/topic_list.html", {"topics": rows})


@require_safe
def topic(request: Request, slug: str) -> HttpResponse:
    """One topic: its pages by kind, the newest first, and its neighbours."""
    found = Topic.objects.of(here(request)).filter(slug=slug).select_related("parent").first()
    if found is None:
        raise Http404
    viewer = request.viewer
    listed = BasePage.objects.listable_to(viewer).listed().about([found.slug]).newest()
    pager = Paginator(listed.for_cards(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "topic": found,
        "also_called": [name for name in found.synonyms if name],
        "groups": _by_kind(viewer, list(pager)),
        "pager": pager,
        "related": _related(viewer, found),
        "colleagues": _colleagues(viewer, found),
    }
    return render(request, "pages/topic.html", context)


def address_of(topic: Topic) -> str:
    """Where the page of a topic is on its community's host."""
    return f"/topics/{topic.slug}/"


def _pages_on(viewer: Viewer) -> dict[int, int]:
    """How many pages the viewer may list on each topic."""
    listed = BasePage.objects.listable_to(viewer).listed().order_by()
    counted = listed.filter(topics__isnull=False).values("topics")
    return dict(counted.annotate(pages=Count("pk")).values_list("topics", "pages"))


def _by_kind(viewer: Viewer, pages: list[BasePage]) -> list[dict[str, Any]]:
    """The cards of some pages under their kinds; the kind with the newest page first."""
    cards = [card_of(page, viewer) for page in pages]
    kinds = list(dict.fromkeys(card.kind for card in cards))
    ordered = sorted(cards, key=lambda card: kinds.index(card.kind))
    return [
        {"kind": kind, "cards": list(some)}
        for kind, some in groupby(ordered, key=lambda card: card.kind)
    ]


def _related(viewer: Viewer, topic: Topic) -> list[dict[str, str]]:
    """The topic above, those below and beside it, and those that its pages share, with pages to list."""
    listed = BasePage.objects.listable_to(viewer).listed().about([topic.slug]).order_by()
    beside = Topic.objects.filter(pages__in=listed.values("pk")).exclude(pk=topic.pk)
    shared = list(beside.annotate(times=Count("pages")).order_by("-times", "label")[:MOST_RELATED])
    family = [topic.parent] if topic.parent else []
    family += list(topic.narrower.all())
    there = _pages_on(viewer)
    found = dict.fromkeys(one for one in [*family, *shared] if there.get(one.pk))
    return [{"label": one.label, "url": address_of(one)} for one in list(found)[:MOST_RELATED]]


def _colleagues(viewer: Viewer, topic: Topic) -> dict[str, Any] | None:
    """How many colleagues named it among their interests, for those who may open the directory."""
    if not viewer.sees_people:
        return None
    asked = directory.Question(chosen={"interest": (topic.slug,)})
    total = directory.search(viewer, asked).total
    return {"total": total, "url": f"/members/?interest={topic.slug}"} if total else None
