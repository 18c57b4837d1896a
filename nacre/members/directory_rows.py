"""The directory answered by SQL: for communities of some thousands, and where no arrays lie ready.

What it answers is the definition; `columns` must say the same (tests/members/test_columns.py).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from nacre.members.models import DirectoryEntry, DirectoryWord
from nacre.members.models.directory import INTEREST
from nacre.members.querysets import END
from nacre.members.sought import Sought, Term
from nacre.members.viewer import Viewer

FACETS = ("profession", "role", "region")


@dataclass(frozen=True)
class RowsAnswer:
    """Who is found by a question, asked of the tables."""

    viewer: Viewer
    sought: Sought

    @cached_property
    def matching(self) -> QuerySet:
        """The entries that fit all words and the place, before any facet."""
        entries = DirectoryEntry.objects.visible_to(self.viewer)
        if self.sought.organisations is not None:
            entries = entries.filter(organisation__in=self.sought.organisations)
        for term in self.sought.terms:
            entries = entries.filter(self._fits(term))
        return entries

    def _fits(self, term: Term) -> Q:
        begins = Q(word__gte=term.word, word__lt=term.word + END)
        words = self._words.filter(begins | Q(word__in=term.subjects))
        fits = Q(pk__in=words.values("entry_id"))
        if term.professions:
            fits |= Q(profession__in=term.professions)
        if term.roles:
            fits |= Q(role__in=term.roles)
        return fits | Q(organisation__in=term.organisations)

    @property
    def _words(self) -> QuerySet:
        return DirectoryWord.objects.of(self.viewer.community)

    @cached_property
    def _counted(self) -> list[tuple]:
        """Cells of profession, role and region, and interests, with how many have them: one query."""
        entries = self._with_interests(self.matching)
        cells = entries.values_list(*FACETS).annotate(n=Count("id")).order_by()
        return list(cells.union(self._interests(), all=True)) if self.viewer.sees_people else []

    @property
    def _cube(self) -> list[tuple]:
        return [row for row in self._counted if not row[0].startswith(INTEREST)]

    @cached_property
    def total(self) -> int:
        """How many are found."""
        return sum(n for *values, n in self._cube if self._is_chosen(values))

    def counts(self) -> dict[str, Counter]:
        """How many there are of each option, given what is chosen in the other groups."""
        counts: dict[str, Counter] = {group: Counter() for group in FACETS}
        for index, group in enumerate(FACETS):
            for *values, n in self._cube:
                if values[index] and self._is_chosen(values, except_for=index):
                    counts[group][values[index]] += n
        interests = [row for row in self._counted if row[0].startswith(INTEREST)]
        counts["interest"] = Counter({row[0][len(INTEREST) :]: row[-1] for row in interests})
        return counts

    def found(self) -> QuerySet:
        """Everybody who is found."""
        return self._with_interests(self._with_columns(self.matching))

    def keys(self, start: int, stop: int) -> QuerySet | list[int]:
        """The entries of one page of the list, found in the index alone; in order where that counts."""
        found = self.found()
        if not self.sought.by_closeness:
            return found.order_by("sort_name", "id").values("pk")[start:stop]
        closest = found.annotate(closeness=self._closeness()).order_by(
            "-closeness", "sort_name", "id"
        )
        return list(closest.values_list("pk", flat=True)[start:stop])

    def _closeness(self) -> Coalesce:
        """How many words of the question are whole words of the name."""
        whole = self._words.filter(entry=OuterRef("pk"), word__in=self.sought.words).order_by()
        counted = whole.values("entry").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    def _with_columns(self, entries: QuerySet) -> QuerySet:
        for group in FACETS:
            if picked := self.sought.picked(group):
                entries = entries.filter(**{f"{group}__in": picked})
        return entries

    def _with_interests(self, entries: QuerySet) -> QuerySet:
        if picked := self.sought.picked("interest"):
            words = self._words.filter(word__in=[f"{INTEREST}{slug}" for slug in picked])
            entries = entries.filter(pk__in=words.values("entry_id"))
        return entries

    def _is_chosen(self, values: Iterable[str], except_for: int | None = None) -> bool:
        """Whether a cell of the count lies in what was chosen, leaving one group out."""
        return all(
            index == except_for
            or not self.sought.picked(group)
            or value in self.sought.picked(group)
            for index, (group, value) in enumerate(zip(FACETS, values, strict=True))
        )

    def _interests(self) -> QuerySet:
        """Interests in the form of cells, so that both are counted at once."""
        words = self._words.filter(word__gte=INTEREST, word__lt=INTEREST + END)
        if self.sought.is_narrowed or any(self.sought.picked(group) for group in FACETS):
            words = words.filter(entry__in=self._with_columns(self.matching).values("pk"))
        none = {f"no_{n}": Value("", output_field=CharField()) for n in range(2)}
        cells = words.annotate(**none).values_list("word", *none)
        return cells.annotate(n=Count("id")).order_by()
