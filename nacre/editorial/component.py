"""Editorial as a component: what it brings to a community that switches it on."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_approved

from nacre.communities.models import Community, FundingRelationship
from nacre.components import Activity, Component, NavEntry, Urls, metric, panel
from nacre.editorial import actions, nightly
from nacre.editorial.models import (
    PAGE_TYPES,
    Article,
    ClinicalEditor,
    ComplianceCertificate,
    ConferencePage,
    InterviewApproval,
    InterviewPage,
    JournalReviewPage,
    PageChange,
    PlacedPage,
    SignOffRequest,
    Tool,
    ToolkitRegistration,
    article_types,
)
from nacre.editorial.models.article import portrait
from nacre.evidence.models import Citation, CitationNotice
from nacre.evidence.signals import citation_restated, citations_merged, citations_recalled
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


class Editorial(Component):
    """News, reviews, reports, interviews, tools and the people who answer for them."""

    slug = "editorial"
    name = "Editorial"
    page_types = PAGE_TYPES
    nav = [
        NavEntry("News", url="/news/", order=10, icon="news"),
        NavEntry("Reviews", url="/journal-reviews/", order=20, icon="reviews"),
        NavEntry("Conferences", url="/conference-reports/", order=30, icon="conference"),
        NavEntry("Learning", url="/learning/", order=35, icon="learning"),
    ]
    urls = Urls("", "nacre.editorial.urls")
    activities = [
        Activity("page.opened", "A page was shown to somebody."),
        Activity("resource.downloaded", "A file was downloaded."),
        Activity(
            "interview.answered", "A member said whether an interview leads to their profile."
        ),
        Activity("interview.replied", "A member answered the questions of an interview."),
        Activity("interview.approved", "A member approved the text of an interview."),
        Activity("interview.withdrawn", "A member withdrew from an interview."),
        Activity("toolkit.registered", "A member registered for a toolkit."),
        Activity("unit_use.said", "A member said that their unit uses a tool."),
        Activity("recall.closed", "An editor said what was done about a page whose paper changed."),
        Activity("paper.rated", "A member said what they think of a new paper."),
        Activity("fact_check.opened", "A sponsor's observer read the draft opened for them."),
    ]

    @metric("Members registered for toolkits", code="toolkit_registrants", unit="members")
    def toolkit_registrants(self, community: Community, period: Any) -> int:
        """Different members registered for any toolkit by the end of the period."""
        registrations = ToolkitRegistration.objects.of(community)
        return registrations.filter(period.before_end("registered_at")).members()

    @metric("Items published", code="published_items", unit="items")
    def published_items(self, community: Community, period: Any) -> int:
        """Pages of ours that first appeared in the period."""
        ours = BasePage.objects.of(community).open_now().type(*article_types(), PlacedPage)
        return ours.filter(period.covers("first_published_at")).count()

    @panel("Next meeting", place="home", template="editorial/_meeting.html")
    def meeting(self, viewer: Viewer) -> dict[str, Any] | None:
        """The meeting that comes next, else the one that was last."""
        meetings = ConferencePage.objects.visible_to(viewer)
        coming = meetings.filter(ends_on__gte=timezone.localdate()).order_by("starts_on").first()
        found = coming or meetings.order_by("-starts_on").first()
        heading = _("Next meeting") if coming else _("Latest meeting")
        return {"meeting": found, "heading": heading} if found else None

    @panel("The editors", place="home", template="editorial/_editors.html")
    def editors(self, viewer: Viewer) -> dict[str, Any] | None:
        """The faces of those who answer for what stands here."""
        board = ClinicalEditor.objects.of(viewer.community).for_board()
        return {"editors": [portrait(editor) for editor in board]} if board else None


@receiver(post_save, sender=Membership)
def give_a_desk(sender: type, instance: Membership, created: bool, **kwargs: Any) -> None:
    """Whoever becomes or ceases to be an editor gains or loses the admin."""
    if instance.duty or not created:
        actions.sync_desk(instance)


@receiver(post_save, sender=ClinicalEditor)
def give_or_take_a_desk(sender: type, instance: ClinicalEditor, **kwargs: Any) -> None:
    """A term that is ended, or made longer, at the desk counts at once."""
    for membership in Membership.objects.of(instance.community).filter(
        user=instance.user_id or 0, duty=Membership.Duty.CLINICAL_EDITOR
    ):
        actions.sync_desk(membership)


@receiver(task_submitted)
def ask_editors(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """A page came to the step of the sign-off."""
    actions.ask_editors(task_state=instance)


@receiver(post_save, sender=Revision)
def void_requests(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A changed text ends the requests about what it said before; the next letters wait a little."""
    waiting = SignOffRequest.objects.waiting()
    is_page = issubclass(instance.content_type.model_class() or Revision, BasePage)
    if is_page and waiting.filter(page_id=instance.object_id).exists():
        transaction.on_commit(partial(_void, instance.object_id))


def _void(page_id: str) -> None:
    page = BasePage.objects.filter(pk=page_id).first()
    if page is not None:
        actions.void_outdated(page=page)


@receiver(post_save, sender=Revision)
def void_texts(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A changed interview is no longer what its member was asked about."""
    waiting = InterviewApproval.objects.waiting()
    is_page = issubclass(instance.content_type.model_class() or Revision, InterviewPage)
    if is_page and waiting.filter(ask__page=instance.object_id).exists():
        page = instance.as_object()
        transaction.on_commit(lambda: actions.void_texts(page=page))


@receiver(post_save, sender=FundingRelationship)
def mark_company_pages(sender: type, instance: FundingRelationship, **kwargs: Any) -> None:
    """What is funded otherwise now is marked otherwise, and certified or taken down."""
    actions.relabel_pages(community=instance.community)
    if instance.is_promotional:
        actions.check_certificates(instance.community)


@receiver(post_save, sender=Revision)
def void_certificate(sender: type, instance: Revision, **kwargs: Any) -> None:
    """A company's text that is changed is no longer what was certified."""
    standing = ComplianceCertificate.objects.standing()
    is_page = issubclass(instance.content_type.model_class() or Revision, Article)
    if is_page and standing.filter(page_id=instance.object_id).exists():
        actions.void_if_changed(page=instance.as_object())


@receiver(workflow_approved, sender=WorkflowState)
def note_sign_off(sender: type, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A page says who signed it off."""
    page = getattr(instance.content_object, "specific", None)
    if isinstance(page, Article):
        actions.note_sign_off(page=page, by=user)


@receiver(page_published)
def keep_version(sender: type, instance: Any, revision: Revision, **kwargs: Any) -> None:
    """A page with a file keeps which one it was published with."""
    if isinstance(instance, Tool):
        actions.keep_version(page=instance, revision=revision)


@receiver(page_published)
def note_change(sender: type, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """A changed text is with its readers: the log of the page has its notice."""
    if isinstance(instance, Article) and revision is not None:
        actions.note_change(page=instance, revision=revision)
        actions.follow_source(source=BasePage.objects.get(pk=instance.pk))


@receiver(post_save, sender=PageChange)
def tell_readers(sender: type, instance: PageChange, created: bool, **kwargs: Any) -> None:
    """Whoever knows an earlier text hears of what matters."""
    if created and instance.is_material:
        transaction.on_commit(nightly.tell_of_changes.enqueue, robust=True)


@receiver(citations_merged)
def follow_merged(sender: type, kept: Citation, gone: Citation, **kwargs: Any) -> None:
    """Drafts name their paper within their text, where no key leads; they name the one that stays."""
    drafts = Revision.page_revisions
    reviews = ContentType.objects.get_for_model(JournalReviewPage)
    for revision in drafts.filter(content_type=reviews, content__citation=gone.pk):
        revision.content["citation"] = kept.pk
        revision.save(update_fields=["content"])
    for revision in drafts.filter(content__papers__icontains=gone.pk):
        papers = [kept.pk if pk == gone.pk else pk for pk in revision.content["papers"]]
        revision.content["papers"] = list(dict.fromkeys(papers))
        revision.save(update_fields=["content"])
    show_standing(sender=sender, citation=kept)


@receiver(citation_restated)
def show_standing(sender: type, citation: Citation, **kwargs: Any) -> None:
    """Pages about a paper that was retracted or corrected must not be shown from memory."""
    actions.mark_pages([citation])


@receiver(citations_recalled)
def recall_pages(sender: type, notices: list[CitationNotice], **kwargs: Any) -> None:
    """Editors have a task and readers a notice about every paper whose standing changed."""
    if notices:
        actions.recall_pages(notices)
