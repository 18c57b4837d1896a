"""What of a draft a clinician answers for, as one hash: a changed comma is another text.

A revision's number would not do: while somebody types, Wagtail writes into the revision that is
there. What follows from publishing, moving or locking is no part of the text, and neither are
comments, the hour it appears or the name of whoever signs it off.
"""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME

from nacre.pages.models import CommunityDocument

FORM = 1  # of the text that is hashed
NOT_THE_TEXT = {
    "pk", "path", "depth", "numchild", "translation_key", "locale", "url_path", "draft_title",
    "owner", "alias_of", "content_type", "live", "has_unpublished_changes", "live_revision",
    "latest_revision", "latest_revision_created_at", "first_published_at", "last_published_at",
    "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "reading_minutes",
    "reviewed_by", "reviewed_on", "changed_at", "corrected_at", "withdrawn_at", COMMENTS_RELATION_NAME,
}  # fmt: skip


def fingerprint_of(revision: Any) -> str:
    """The SHA-256 of what a revision says, in hexadecimal: the same whatever the database."""
    said = {name: value for name, value in revision.content.items() if name not in NOT_THE_TEXT}
    if said.get("document"):  # what is in the file is part of what is answered for
        files = CommunityDocument.objects.filter(pk=said["document"]).exclude(file_hash="")
        said["file"] = list(files.values_list("file_hash", flat=True))
    text = json.dumps([FORM, said], cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
