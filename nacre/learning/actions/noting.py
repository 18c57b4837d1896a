"""What learners do, as activity: recorded once it is certain."""

from django.db import transaction

from nacre.insights.actions import record
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


def note(kind: str, page: BasePage, by: Viewer, **more: object) -> None:
    """Record what a learner did, once it is certain."""
    said = {
        "object": f"page:{page.pk}",
        "type": page.specific_class._meta.model_name.removesuffix("page"),
        "title": page.title,
        "url": page.path_in_community,
        "topics": page.topic_slugs,
        "funding": ",".join(sorted({f.sponsor.slug for f in page.funding})),
        **more,
    }
    transaction.on_commit(lambda: record(kind, viewer=by, **said), robust=True)
