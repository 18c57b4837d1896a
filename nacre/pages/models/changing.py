"""What becomes of a page after readers have seen it: changed, corrected, withdrawn.

When it was stands on the page, so that the gate, lists and feeds know it without asking further. Why
it was stands in the log of changes, which editorial keeps. The notice of the next change is written
with the draft: it is part of the revision, and so is signed off with it.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.pages.models.opening import Opening

OF_A_DRAFT = [
    ("minor", _("Small change: spelling, layout, links")),
    ("update", _("Update: it was right, and there is news")),
    ("correction", _("Correction: something was wrong")),
]
NOT_OF_A_DRAFT = ["review_put_off_to", "changed_at", "corrected_at", "withdrawn_at", "source_id"]


class Changing(Opening):
    """The moments of what changed for readers, and the notice in a draft."""

    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    change_kind = models.CharField(
        _("kind of change"), max_length=10, blank=True, choices=OF_A_DRAFT
    )
    change_is_material = models.BooleanField(
        _("material"),
        default=False,
        help_text=_("Somebody may have acted on what it said: its readers are told, once"),
    )
    change_means = models.TextField(
        _("what it means for practice"), blank=True, max_length=600, help_text=_("If anything")
    )
    # The revision that readers had seen when the notice was written; past it, the notice is too.
    change_of = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    exclude_fields_in_copy = [*NOT_OF_A_DRAFT, "source"]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A postponed review, a correction, a withdrawal are the page's, not a draft's."""
        page = super().with_content_json(content)
        for name in NOT_OF_A_DRAFT:
            setattr(page, name, getattr(self, name))
        return page

    def said_of_withdrawal(self) -> dict[str, str]:
        """Why it was withdrawn and what that means for practice; whoever withdraws pages knows."""
        return {}
