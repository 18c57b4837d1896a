"""How pages come into the tree, and what a sign-off leaves on them."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from nacre.communities import tenancy
from nacre.editorial.models import Article, ClinicalEditor


def place_page(*, page: Article, below: Page) -> Any:
    """Publish a page below another, dated as it says; one that is there already is left alone."""
    there = below.get_children().filter(slug=page.slug).first()
    if there:
        return there.specific
    published_at = page.first_published_at or timezone.now()
    below.add_child(instance=page)
    page.topics.set(page.topics_when_placed)
    page.save_revision().publish()
    # Publishing stamps the present moment; the page says when it appeared.
    type(page).objects.filter(pk=page.pk).update(
        first_published_at=published_at, last_published_at=published_at
    )
    page.refresh_from_db()
    return page


def note_sign_off(*, page: Article, by: Any) -> None:
    """Say on a page who signed it off and when, once the sign-off has published it."""
    editor = ClinicalEditor.objects.of(page.community).filter(user=by).first()
    type(page).objects.filter(pk=page.pk).update(
        reviewed_by=editor or page.reviewed_by, reviewed_on=timezone.localdate()
    )
    transaction.on_commit(lambda: tenancy.touch(page.community))
