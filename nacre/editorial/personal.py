"""The personal parts: what a review means for one's profession, a toolkit, people in interviews."""

from django.core.cache import caches
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from nacre.communities.request import Request, here
from nacre.editorial.interviewees import asked, linked_to, naming
from nacre.editorial.models import (
    Article,
    DocumentVersion,
    JournalReviewPage,
    PaperRating,
    PlacedPage,
    Rater,
    ReaderNotice,
    ToolkitPage,
    ToolkitRegistration,
    TriagedPaper,
    UnitUse,
)
from nacre.editorial.permissions import can_rate, can_see_spread
from nacre.editorial.polls import poll_of
from nacre.editorial.recall_letters import News
from nacre.editorial.unit_counts import units_said
from nacre.members.contributions import MOST
from nacre.members.models import Organisation
from nacre.members.viewer import Viewer
from nacre.members.visibility import profile_of
from nacre.pages.models import BasePage
from nacre.ui.slots import fills

RECALLS_KEPT_FOR = 600  # seconds
MOST_RECALLS = 5
KEPT_FOR = 600  # seconds; publishing changes the stamp and outdates it at once


@fills("implications")
def implications(request: Request) -> str:
    """What a review means for practice, the reader's own profession first; drawn once for each."""
    route, profession = getattr(request, "route", None), request.viewer.profession
    if route is None:
        return ""
    local = caches["local"]
    key = f"implications:{here(request).pk}:{request.stamp}:{route.page_id}:{profession}"
    drawn = local.get(key)
    if drawn is None:
        page = _review_at(request.viewer, route.page_id)
        context = {"implications": page.implications_of(profession) if page else {}}
        drawn = render_to_string("editorial/_implications.html", context)
        local.set(key, drawn, KEPT_FOR)
    return drawn


def _review_at(viewer: Viewer, page_id: int) -> JournalReviewPage | None:
    """The review that is open to a viewer at a page: it, or the one that is placed there."""
    own = JournalReviewPage.objects.visible_to(viewer).filter(pk=page_id).first()
    placed = None if own else PlacedPage.objects.visible_to(viewer).filter(pk=page_id).first()
    return own or (placed.text if placed and isinstance(placed.text, JournalReviewPage) else None)


@fills("toolkit_registration")
def toolkit_registration(request: Request) -> str:
    """Registered since, or the form with its purpose; nothing in a preview."""
    route = getattr(request, "route", None)
    if route is None:
        return ""
    toolkit = ToolkitPage.objects.filter(pk=route.page_id).first()
    if toolkit is None:
        return ""
    viewer = request.viewer
    own = ToolkitRegistration.objects.filter(
        toolkit=toolkit, membership_id=viewer.membership_id or 0
    ).first()
    context = {
        "toolkit": toolkit,
        "registered_at": own and own.registered_at,
        "may_register": viewer.is_member and not viewer.is_sponsor,
        "token": get_token(request) if viewer.is_member and not own else "",
    }
    return render_to_string("editorial/_toolkit_registration.html", context)


@fills("poll")
def poll(request: Request) -> str:
    """The question of an article, with how it stands once one has answered; nothing in a preview."""
    route = getattr(request, "route", None)
    found = BasePage.objects.visible_to(request.viewer).filter(pk=route and route.page_id).first()
    page = found and found.specific
    if not isinstance(page, Article):
        return ""
    viewer = request.viewer
    may_vote = viewer.is_member and not viewer.is_sponsor and not page.is_promotional
    context = {
        "poll": poll_of(page, viewer),
        "page_id": page.pk,
        "may_vote": may_vote,
        "token": get_token(request) if may_vote else "",
    }
    return render_to_string("editorial/_poll.html", context) if context["poll"] else ""


@fills("unit_use")
def unit_use(request: Request) -> str:
    """The older versions of a tool, in how many units it is used, and what a member says of theirs.

    No part of the page itself: what was certified is the page, whatever came before it.
    """
    route, viewer = getattr(request, "route", None), request.viewer
    found = route and BasePage.objects.visible_to(viewer).filter(pk=route.page_id).first()
    if not found or found.source_id:  # who uses it is counted at home
        return ""
    own = UnitUse.objects.of_page(found.pk).said_by(viewer).first()
    may_join = viewer.is_member and not viewer.is_sponsor
    place = viewer.organisation_id if may_join else None
    workplace = Organisation.objects.filter(pk=place).first() if place else None
    context = {
        "page_id": found.pk,
        "older": DocumentVersion.objects.of_page(found.pk).superseded(),
        "units": units_said(found.pk),
        "own": own,
        "may_join": may_join,
        "workplace": workplace,
        "token": get_token(request) if workplace or own else "",
        "may_see_spread": can_see_spread(viewer, found.specific),
    }
    return render_to_string("editorial/_unit_use.html", context)


@fills("interviewee")
def interviewee(request: Request) -> str:
    """Beside the name in an interview: the way to the person's profile, for those who may see it."""
    route = getattr(request, "route", None)
    member = linked_to(route.page_id) if route else None
    shown = profile_of(member, request.viewer) if member else None
    if shown is None:
        return ""
    return format_html('<a href="{}" rel="author">{}</a>', shown.url, _("Profile"))


@fills("named_in")
def named_in(request: Request) -> str:
    """On one's own profile: interviews one was asked for or is named in, the offer to rate papers."""
    viewer = request.viewer
    found = list(naming(viewer)[:MOST]) if viewer.is_member else []
    asks = list(asked(viewer)[:MOST])
    may_rate = can_rate(viewer)
    if not (found or asks or may_rate):
        return ""
    context = {
        "interviews": found,
        "asks": asks,
        "may_rate": may_rate,
        "rater": Rater.objects.own(viewer).first() if may_rate else None,
        "token": get_token(request) if found else "",
    }
    return render_to_string("editorial/_named_in.html", context)


@fills("papers_to_rate")
def papers_to_rate(request: Request) -> str:
    """On a rater's home: that papers wait. Who rates is kept like who is concerned by a recall."""
    viewer = request.viewer
    if not viewer.is_member:
        return ""
    local, key = caches["local"], f"raters:{here(request).pk}:{request.stamp}"
    raters = local.get(key)
    if raters is None:
        offers = Rater.objects.of(request.community).values_list("membership_id", "per_week")
        raters = dict(offers)
        local.set(key, raters, RECALLS_KEPT_FOR)
    if viewer.membership_id not in raters or not can_rate(viewer):
        return ""
    done = PaperRating.objects.own(viewer).this_week().count()
    left = max(0, raters[viewer.membership_id] - done)
    waiting = TriagedPaper.objects.offered_to(viewer).order_by()[:left].count() if left else 0
    return render_to_string("editorial/_papers_to_rate.html", {"waiting": waiting})


@fills("recalls")
def recalls(request: Request) -> str:
    """On a member's home: what became of papers behind pages they read, until they put it away.

    Whom it concerns is kept in the process under the stamp, so that the homes of all others ask
    the database nothing.
    """
    viewer = request.viewer
    if not viewer.is_member:
        return ""
    local, key = caches["local"], f"recalled:{here(request).pk}:{request.stamp}"
    concerned = local.get(key)
    if concerned is None:
        unseen = ReaderNotice.objects.of(request.community).unseen()
        concerned = frozenset(unseen.values_list("membership_id", flat=True))
        local.set(key, concerned, RECALLS_KEPT_FOR)
    if viewer.membership_id not in concerned:
        return ""
    told = ReaderNotice.objects.of(request.community).to_see(viewer)[:MOST_RECALLS]
    news = [{"pk": one.pk, "news": News(one.about, one.page)} for one in told]
    if not news:
        return ""
    return render_to_string("editorial/_recalls.html", {"told": news, "token": get_token(request)})
