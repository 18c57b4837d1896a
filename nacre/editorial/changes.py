"""Whether a text that readers have seen is about to change, and whether they are told how.

The notice of a change is written with the draft: it is part of the revision, so it is signed off
with the text and nobody alters it later. It names the revision that readers have seen; once its own
is published that is another one, and the notice is an entry in the log, no longer of the draft.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from nacre.editorial.fingerprints import NOT_THE_TEXT
from nacre.editorial.models.change import PageChange
from nacre.pages.models import BasePage

if TYPE_CHECKING:
    from nacre.editorial.models import Article

NOTICE = ("change_kind", "change_is_material", "correction", "change_means", "change_of")
# Settings, and what is worked out from elsewhere: no reader has read them.
NOT_READ = NOT_THE_TEXT | {
    *NOTICE, "slug", "seo_title", "search_description", "show_in_menus", "community", "audience",
    "topics", "embargo_until", "reports_embargo_until", "opens_at", "review_due_on",
    "review_put_off_to", "standing", "promotion_label", "also_reviewed_by", "corrected_on",
}  # fmt: skip
Kind = PageChange.Kind


def seen_by_readers(page: Any) -> int | None:
    """The revision that readers have seen last; None where nobody has seen any."""
    rows = BasePage.objects.filter(pk=page.pk)
    found = rows.values("live", "live_revision", "opens_at").first()
    if found is None or (found["opens_at"] and found["opens_at"] > timezone.now()):
        return None
    if found["live"] and found["live_revision"]:
        return found["live_revision"]
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish")
    return published.order_by("-timestamp", "-pk").values_list("revision", flat=True).first()


def is_pending(page: Any) -> bool:
    """Whether its notice is of this draft, and not of a text that was published already."""
    return bool(page.change_kind and page.change_of and page.change_of == seen_by_readers(page))


def reads_the_same(seen: Revision, content: dict[str, Any]) -> bool:
    """Whether a reader would find no difference between what they have seen and a draft."""
    names = (seen.content.keys() & content.keys()) - NOT_READ
    return all(seen.content[name] == content[name] for name in names)


def content_of(page: "Article") -> dict[str, Any]:
    """What a revision of a page in memory would hold."""
    text = json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)
    return json.loads(text)


def problems_with_notice(kind: str, is_material: bool, words: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a notice: the field, and a sentence."""
    if not kind:
        yield (
            "change_kind",
            _(
                "Readers have seen this page. Say what kind of change this is, under “What changed”."
            ),
        )
    elif kind == Kind.MINOR and is_material:
        yield (
            "change_kind",
            _(
                "A small change is one that nobody could have acted on. Call it an update or a correction."
            ),
        )
    elif not words.strip() and (is_material or kind == Kind.CORRECTION):
        yield (
            "correction",
            _(
                "Readers are told of this change. Say what was wrong and what changed, in their words."
            ),
        )


def problem_with(page: "Article", revision: Revision) -> str:
    """Why a revision may not take the place of what readers have seen; empty if it may."""
    if not hasattr(page, "correction"):  # it has no text of its own
        return ""
    seen = Revision.objects.filter(pk=seen_by_readers(page) or 0).first()
    if seen is None or seen.pk == revision.pk:
        return ""
    draft = revision.as_object()
    is_ours = draft.change_of == seen.pk
    kind = draft.change_kind if is_ours else ""
    if page.withdrawn_at and not (kind and draft.change_is_material):
        return _(
            "“%(title)s” was withdrawn. Say what changed since, as a material update or correction; "
            "it appears again once that is signed off."
        ) % {"title": page.title}
    if not kind and reads_the_same(seen, revision.content):
        return ""
    words = draft.correction if is_ours else ""
    problems = problems_with_notice(kind, is_ours and draft.change_is_material, words)
    return next((sentence for _field, sentence in problems), "")
