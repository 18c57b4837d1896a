"""Pictures and documents: open to whoever may open a page that uses them, to nobody else."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Collection

from nacre.communities.models import Community


def library_of(community: Community) -> Collection:
    """Where the files of a community lie; editors find files there and nowhere else."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=community.slug).first()
    return found or root.add_child(instance=Collection(name=community.slug))


class CommunityImage(AbstractImage):
    """A picture; its text alternative is part of it."""

    alt = models.CharField(_("text alternative"), max_length=200, blank=True)

    # No tags: Wagtail keeps one list of them for all communities.
    admin_form_fields = (
        "title",
        "file",
        "alt",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def default_alt_text(self) -> str:
        """What is said instead of the picture."""
        return self.alt


class CommunityRendition(AbstractRendition):
    """A size of a picture, served by the gate and never by its path."""

    image = models.ForeignKey(CommunityImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]

    @property
    def url(self) -> str:
        """The address at the gate."""
        name = self.file.name.rsplit("/", 1)[-1]
        return reverse("pages:rendition", args=[self.pk, name])


class CommunityDocument(AbstractDocument):
    """A file to download, served by the gate."""

    admin_form_fields = ("title", "file", "collection")

    @property
    def url(self) -> str:
        """The address at the gate."""
        return reverse("pages:document", args=[self.pk, self.filename])
