"""Named questions about the versions of files, and where tools are used."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer
    from nacre.pages.models import CommunityDocument


class DocumentVersionQuerySet(models.QuerySet):
    """Versions of files behind one link."""

    def of_page(self, page_id: int):
        """Those of one page, newest first, with their files."""
        return self.filter(page=page_id).select_related("document").order_by("-pk")

    def current(self):
        """Those that readers are given."""
        return self.filter(superseded_at=None)

    def of_file(self, document: "CommunityDocument"):
        """Those that are this file, as it was signed off."""
        return self.filter(document=document, file_hash=document.file_hash)

    def superseded(self):
        """Those that something took the place of."""
        return self.filter(superseded_at__isnull=False)

    def visible_to(self, viewer: "Viewer"):
        """Those of pages that a viewer may open now, there or placed where they are a member."""
        pages = apps.get_model("pages", "BasePage").objects.visible_to(viewer).order_by()
        placed = pages.filter(source__isnull=False)
        is_open = Q(page__in=pages.values("pk")) | Q(page__in=placed.values("source"))
        return self.filter(is_open).select_related("page", "document")

    def to_tell(self):
        """Current ones of which nobody was told yet, on pages that are open to their readers."""
        pages = apps.get_model("pages", "BasePage").objects.open_now().order_by().values("pk")
        return self.current().filter(told_at=None, page__in=pages).select_related("page__community")


class UnitUseQuerySet(models.QuerySet):
    """Where a tool is used."""

    def of_page(self, page_id: int):
        """What was said of one page by those who are members."""
        return self.filter(page=page_id, membership__status="active")

    def said_by(self, viewer: "Viewer"):
        """What one member said, with the place."""
        own = self.filter(membership=viewer.membership_id or 0)
        return own.select_related("organisation")

    def units(self) -> int:
        """How many different places."""
        return self.values("organisation").distinct().count()

    def spread(self):
        """How many different places in each nation and region."""
        places = self.values("organisation__nation", "organisation__region").order_by(
            "organisation__nation", "organisation__region"
        )
        return places.annotate(units=Count("organisation", distinct=True))
