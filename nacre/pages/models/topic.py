"""What a page is about: a community's own vocabulary, tied to MeSH by its lasting identifiers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned


class Topic(CommunityOwned):
    """A subject of the community; the label is ours, the MeSH label may change each year."""

    slug = models.SlugField()
    label = models.CharField(max_length=80)
    mesh_id = models.CharField(_("MeSH descriptor"), max_length=12, blank=True)
    mesh_label = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="narrower"
    )
    synonyms = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="one_topic_a_slug")
        ]
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
