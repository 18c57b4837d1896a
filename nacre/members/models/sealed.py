"""Rows that stand in a chain, and where each chain ends."""

from typing import Any, ClassVar

from django.db import models

from nacre.members.chain import START, Cover, seal


class EvidenceKeptError(TypeError):
    """Somebody tried to change or delete a row that is kept."""


class SealedRow(models.Model):
    """A row of a chain: added once with its seal, never changed, never deleted."""

    cover: ClassVar[Cover]

    number = models.PositiveBigIntegerField(unique=True)  # its place in the chain, from 1
    prev_hash = models.CharField(max_length=64, editable=False)
    row_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def save(self, **how: Any) -> None:
        """Add a sealed row; a row that is there is never changed."""
        if not self._state.adding or not self.row_hash:
            raise EvidenceKeptError("Rows of a chain are only added, and only sealed.")
        super().save(**how)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Refuse: whoever is erased is taken out of the row, and the row stays."""
        raise EvidenceKeptError("Rows of a chain are not deleted. Take the person out of them.")


class EvidenceChain(models.Model):
    """Where a chain of this installation ends. Who adds to it holds this row first."""

    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.length} rows"

    @classmethod
    def held(cls, cover: Cover) -> "EvidenceChain":
        """The end of a chain, held until the transaction ends."""
        cls.objects.get_or_create(pk=cover.end, defaults={"head": START})
        return cls.objects.select_for_update().get(pk=cover.end)

    def seal(self, row: SealedRow) -> None:
        """Give a row the next place; the end itself is saved by who holds it."""
        self.length += 1
        self.head = seal(row, self.length, self.head, row.cover)
