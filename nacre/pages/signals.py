"""What outdates the pages that processes keep: publishing, moving, switching, re-theming."""

from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.signal_handlers import reference_index_auto_update_disabled
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from nacre.audiences.models import Audience
from nacre.communities import tenancy, turns
from nacre.communities.models import Community, EnabledComponent, FundingRelationship
from nacre.members import viewer
from nacre.members.models import Membership
from nacre.pages import actions
from nacre.pages.actions import near_key
from nacre.pages.models import BasePage, SearchPosting, Topic, community_at
from nacre.pages.publishing import ask_the_rules
from nacre.pages.search import index


def _outdate(community: Community | None) -> None:
    if community is not None:
        transaction.on_commit(lambda: tenancy.touch(community))


@receiver([page_published, page_unpublished, page_slug_changed])
def outdate_after_publishing(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page changed for its readers, and wherever its text is shown."""
    _outdate(getattr(instance, "community", None))
    _outdate_placements(Q(source=instance.pk))


def _outdate_placements(of: Q) -> None:
    for community in Community.objects.filter(
        pk__in=BasePage.objects.filter(of).order_by().values("community")
    ):
        _outdate(community)


@receiver(page_published)
def settle_below(sender: type, instance: Any, **kwargs: Any) -> None:
    """What lies below opens no earlier, and may take its embargo."""
    if isinstance(instance, BasePage) and not instance.is_leaf():
        actions.settle_openings(below=instance)


def moments(community: Community, now: datetime) -> list[datetime]:
    """When pages of the community open or expire, so that nothing is kept beyond it."""
    pages = BasePage.objects
    shown = pages.filter(placements__community=community)
    return [*pages.of(community).turns(now), *shown.turns(now)]


turns.tellers.append(moments)


@receiver(post_page_move)
def settle_after_move(sender: type, instance: Any, **kwargs: Any) -> None:
    """Pages that moved take the community of the place they came to."""
    community = community_at(instance.path)
    if community:
        moved = BasePage.objects.filter(path__startswith=instance.path)
        for page in moved.exclude(community=community):
            page.take_its_place()
            page.save(update_fields=["community", "audience"])
        index.index_all(moved)
    for place in {community, getattr(instance, "community", None)}:
        _outdate(place)


@receiver([page_published, page_unpublished])
def keep_words(sender: type, instance: Any, **kwargs: Any) -> None:
    """Search finds a page by what is published of it, in the moment in which it is."""
    if isinstance(instance, BasePage):
        index.index_page(instance)


@receiver(page_published)
def know_its_files(sender: type, instance: Any, **kwargs: Any) -> None:
    """Pictures and files open with the page that shows them, however far behind the worker is."""
    later = getattr(reference_index_auto_update_disabled, "value", False)
    if isinstance(instance, BasePage) and not later:
        ReferenceIndex.create_or_update_for_object(instance)


@receiver(post_save)
def keep_words_with_their_audience(sender: type, instance: Any, **kwargs: Any) -> None:
    """Whoever may open a page finds it, and nobody else, however its audience was changed."""
    if isinstance(instance, BasePage):
        words = SearchPosting.objects.filter(page_id=instance.pk)
        words.exclude(audience_id=instance.audience_id).update(audience_id=instance.audience_id)


@receiver(post_save, sender=Topic)
def keep_words_of_topic(sender: type, instance: Topic, created: bool, **kwargs: Any) -> None:
    """Pages are found by what their topics are called now."""
    if not created:
        index.index_all(BasePage.objects.filter(topics=instance).live())


@receiver(pre_delete, sender=BasePage)
def close_placements(sender: type, instance: BasePage, **kwargs: Any) -> None:
    """What shows the text of a page that goes has none any more."""
    placements = BasePage.objects.filter(source=instance.pk)
    Page.objects.filter(pk__in=list(placements.values_list("pk", flat=True))).update(live=False)
    _outdate_placements(Q(source=instance.pk))


@receiver(post_delete, sender=BasePage)
def outdate_after_deletion(sender: type, instance: BasePage, **kwargs: Any) -> None:
    """A page is gone."""
    _outdate(instance.community)


@receiver([post_save, post_delete], sender=Community)
def outdate_community(sender: type, instance: Community, **kwargs: Any) -> None:
    """The name, look or address changed."""
    _outdate(instance)


@receiver([post_save, post_delete], sender=EnabledComponent)
@receiver([post_save, post_delete], sender=FundingRelationship)
@receiver([post_save, post_delete], sender=Audience)
def outdate_parts(sender: type, instance: Any, **kwargs: Any) -> None:
    """A component was switched, a funding statement or an audience changed."""
    _outdate(instance.community)
    if isinstance(instance, FundingRelationship):  # who paid for a text is said wherever it is
        _outdate_placements(Q(source__community=instance.community_id))


@receiver([post_save, post_delete], sender=Membership)
def forget_viewer(sender: type, instance: Membership, **kwargs: Any) -> None:
    """The next request of this person, and the lists that show them, are made anew."""
    places = (instance.organisation_id, instance.profession)
    near = [near_key(instance.community_id, place) for place in places if place]
    transaction.on_commit(lambda: viewer.forget(instance.user_id, instance.community_id))
    transaction.on_commit(lambda: caches["default"].delete_many(near))


@receiver(pre_save, sender=Revision)
def ask_before_the_hour(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A revision that is given its hour appears by itself then: the rules are asked now."""
    if instance.approved_go_live_at is not None:
        page = instance.content_object
        if isinstance(page, BasePage) and page.needs_sign_off:
            ask_the_rules(page, instance)
