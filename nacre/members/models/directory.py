"""The directory as it is searched: one entry a listed member, and the words that find it.

Both are derived from memberships and can be rebuilt at any time (`nacre rebuild_directory`).
Words are plain text in one index, looked up by ranges: the same on SQLite and on PostgreSQL,
without a full-text engine (docs/reference/professions.md says what is searched).
"""

from django.db import models
from django.db.models.functions import Now

from nacre.communities.models import Community, CommunityOwned
from nacre.members.directory_changes import DirectoryChangeQuerySet
from nacre.members.models.membership import Membership
from nacre.members.models.organisation import Organisation
from nacre.members.querysets import DirectoryQuerySet

# The mark before an interest among the words; no word of a name can begin with it.
INTEREST = "#"


class DirectoryEntry(CommunityOwned):
    """What the directory shows and counts of one listed member."""

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="directory_entry"
    )
    sort_name = models.CharField(max_length=120)
    profession = models.CharField(max_length=40)
    role = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "directory entries"
        indexes = [
            # Holds all that a search compares, so that it reads the index alone.
            models.Index(
                fields=[
                    "community",
                    "sort_name",
                    "id",
                    "profession",
                    "role",
                    "region",
                    "organisation",
                ],
                name="directory_search",
            ),
            models.Index(
                fields=["community", "profession", "role", "region"], name="directory_facets"
            ),
            models.Index(fields=["community", "organisation"], name="directory_by_place"),
        ]

    def __str__(self) -> str:
        return self.sort_name


class DirectoryWord(CommunityOwned):
    """A word of a member's name, or an interest with its mark, under which an entry is found."""

    entry = models.ForeignKey(DirectoryEntry, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "word", "entry"], name="directory_words_once"
            )
        ]

    def __str__(self) -> str:
        return self.word


class DirectoryChange(CommunityOwned):
    """That an entry was added, changed or taken out: written by the database itself (ADR 15).

    Who reads the directory from arrays leaves out the members named here since these were made, and
    asks the tables about them. It holds no fact about anybody and is cleared after two days.
    """

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    membership_key = models.BigIntegerField()  # the membership may be gone
    transaction = models.BigIntegerField(default=0)  # PostgreSQL's number of it; 0 on SQLite
    changed_at = models.DateTimeField(db_default=Now())

    objects = DirectoryChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["community", "transaction"], name="directory_changes"),
            models.Index(fields=["changed_at"], name="directory_changes_by_age"),
        ]

    def __str__(self) -> str:
        return f"entry of membership {self.membership_key}"
