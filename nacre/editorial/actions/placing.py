"""An article of one community is placed in another, and what happens to it is followed there."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.audiences.models import Audience
from nacre.communities import tenancy
from nacre.confidentiality.scanning import BLOCK, scan
from nacre.editorial.conflicts import conflicts_of
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import Article, PlacedPage, PlacingRule, SignOffAct
from nacre.editorial.permissions import can_place
from nacre.members.models import User
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, SectionPage, Topic
from nacre.pages.search import index


@transaction.atomic
def place_article(
    *,
    article: Article,
    section: SectionPage,
    audience: Audience,
    by: Viewer,
    introduction: str = "",
    topics: Any = (),
) -> PlacedPage:
    """Put an article into a section of another community; it appears there once that is signed off.

    Raises PermissionDenied or ValidationError with a sentence.
    """
    community = section.community
    if not can_place(by, article, community):
        raise PermissionDenied(_("You place what is published at your desk, at desks of your own."))
    if why := why_not_placed(article, section):
        raise ValidationError(why)
    if scan(introduction).decision == BLOCK:
        raise ValidationError({"introduction": _("Take out what could identify a patient.")})
    page = PlacedPage(
        title=article.title,
        slug=_free_slug(section, article.slug),
        source=article.basepage_ptr,
        standfirst=introduction.strip(),
        community=community,
        audience=audience,
        live=False,
        owner_id=by.user_id,
    )
    section.add_child(instance=page)
    page.topics.set(Topic.objects.of(community).filter(pk__in=[topic.pk for topic in topics]))
    _send_on(page, User.objects.get(pk=by.user_id or 0))
    return page


def why_not_placed(article: Article, section: SectionPage) -> str:
    """Why an article may not go into a section, as a sentence; empty if it may."""
    if not article.is_placeable or not article.live or article.withdrawn_at:
        return _("Only news, journal reviews and resources that are published are placed.")
    if article.community_id == section.community_id:
        return _("It is in this community already.")
    if BasePage.objects.filter(source=article.pk, community=section.community_id).exists():
        return _("It is placed there already. Edit it at that desk.")
    paying = section.community.funding_of(section.slug)
    if article.promotion_label or any(funding.is_promotional for funding in paying):
        return _("What a company says stays where it was certified, and nothing joins it.")
    return ""


def _send_on(page: PlacedPage, user: User) -> None:
    """Publish it where the sign-off at home counts; else the community's own editors are asked."""
    revision = page.save_revision(user=user)
    if not counts_at(page):
        page.get_workflow().start(page, user)
        return
    SignOffAct.note_down(
        SignOffAct.Kind.AT_HOME, page=page, revision_id=revision.pk,
        fingerprint=fingerprint_of(revision), user=user,
    )  # fmt: skip
    revision.publish(user=user, skip_permission_checks=True)


def counts_at(page: PlacedPage) -> bool:
    """Whether the sign-off at home counts: the community says so, and no interest touches it here."""
    today = timezone.localdate()
    touched = any(conflicts_of(editor, page.text, today) for editor in page.text.editors)
    return PlacingRule.counts_home(page.community) and not touched


def _free_slug(section: SectionPage, slug: str) -> str:
    taken = set(section.get_children().values_list("slug", flat=True))
    return slug if slug not in taken else f"{slug}-{timezone.now():%Y%m%d%H%M%S}"


def follow_source(*, source: BasePage) -> int:
    """What lists and search say of a text is the same wherever it is placed; how many places."""
    placements = PlacedPage.objects.filter(source=source.pk).select_related("community__site")
    for page in placements:
        page.follow()
        index.index_page(PlacedPage.objects.get(pk=page.pk))
        transaction.on_commit(partial(tenancy.touch, page.community))
    return len(placements)
