"""A search of the directory: what was asked, who is found, and how many of each kind.

Each word of the question must fit a member: as the beginning of one of their names, or of the name
of their profession, role, interest or organisation (`sought` says what a word may mean). A large
community answers from its columns, any other from the tables; the answers are the same.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from nacre.members import professions
from nacre.members.current_columns import CurrentAnswer, current_columns
from nacre.members.directory_rows import RowsAnswer
from nacre.members.distance import STEPS
from nacre.members.interests import Interest, interest_label, interests_of
from nacre.members.models import DirectoryEntry
from nacre.members.names import words_of
from nacre.members.near_names import nearly
from nacre.members.sought import Sought, organisations_asked, terms_of
from nacre.members.viewer import Viewer

PAGE_SIZE = 25
MOST_WORDS = 8
# Words that nearly every organisation or question has, and that say nothing about a person.
NOISE = {"nhs", "trust", "foundation", "hospital", "hospitals", "the", "of", "and", "at", "in",
         "for", "with", "dr", "prof", "mr", "mrs", "ms", "miss", "mx"}  # fmt: skip
GROUPS = {"profession": "Profession", "role": "Role", "region": "Region", "interest": "Interest"}
MOST_OPTIONS = 12


def _plain(text: str) -> str:
    """Without NUL, which PostgreSQL does not take."""
    return text.replace("\x00", "")


@dataclass(frozen=True)
class Question:
    """What somebody asked of the directory."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    organisation: str = ""
    miles: int = 0
    page: int = 1
    order: str = "name"

    @classmethod
    def of(cls, data: QueryDict) -> "Question":
        """The question in the address of a page; whatever cannot be meant is left out."""
        page = data.get("page", "")
        return cls(
            text=_plain(data.get("q", ""))[:200],
            chosen={
                group: tuple(_plain(v)[:60] for v in dict.fromkeys(data.getlist(group)) if v)[:20]
                for group in GROUPS
            },
            organisation=_plain(data.get("organisation", "")).strip().upper()[:10],
            miles=next((n for n in STEPS if str(n) == data.get("miles")), 0),
            page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
            order="closest" if data.get("order") == "closest" else "name",
        )

    @cached_property
    def words(self) -> list[str]:
        """The words that must fit, without those that say nothing."""
        found = list(dict.fromkeys(words_of(self.text)))
        return [word for word in found if word not in NOISE][:MOST_WORDS]

    def picked(self, group: str) -> tuple[str, ...]:
        """The options chosen in a group of facets."""
        return self.chosen.get(group, ())

    @property
    def is_everybody(self) -> bool:
        """Whether it leaves nobody out."""
        return not (self.words or self.organisation or any(self.chosen.values()))

    @property
    def query(self) -> str:
        """The question as it stands in an address, always the same; without page and order."""
        asked = [("q", " ".join(self.text.split()))]
        asked += [(group, value) for group in GROUPS for value in sorted(self.picked(group))]
        if self.organisation:
            asked += [("organisation", self.organisation), ("miles", str(self.miles or ""))]
        return urlencode([(name, value) for name, value in asked if value])


@dataclass(frozen=True)
class Found:
    """The answer: one page of entries and the facets with their counts."""

    page: Page
    total: int
    facets: list[dict]
    interests: dict[str, Interest]
    near: list[DirectoryEntry] = field(default_factory=list)  # where nobody fits: nearly such names
    meant: str = ""  # what may have been meant by the words


class KnownCountPaginator(Paginator):
    """A paginator that was told the count instead of asking for it again."""

    def __init__(self, count: int) -> None:
        super().__init__([], PAGE_SIZE)
        self.known = count

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self.known


def search(viewer: Viewer, question: Question) -> Found:
    """Look colleagues up: a handful of queries, however many members there are."""
    interests = interests_of(viewer.community)
    answer = answer_to(viewer, sought_by(question, interests))
    page = KnownCountPaginator(answer.total).get_page(question.page)
    start = (page.number - 1) * PAGE_SIZE
    keys = answer.keys(start, start + PAGE_SIZE) if answer.total else []
    page.object_list = entries_of(viewer, keys) if answer.total else []
    near, meant = nearly(answer) if not answer.total and question.words else ([], "")
    return Found(
        page,
        answer.total,
        _facets(answer.counts(), question, interests),
        interests,
        entries_of(viewer, near) if near else [],
        meant,
    )


def who_fits(viewer: Viewer, question: Question, most: int) -> tuple[int, list[int]]:
    """How many are found, and the memberships of the first so many."""
    answer = answer_to(viewer, sought_by(question, interests_of(viewer.community)))
    entries = DirectoryEntry.objects.visible_to(viewer).filter(pk__in=answer.keys(0, most))
    return answer.total, list(entries.values_list("membership_id", flat=True))


def sought_by(question: Question, interests: dict[str, Interest]) -> Sought:
    """What a question means here and now."""
    terms, named = terms_of(question.text, question.words, interests)
    places = [
        p
        for p in (named, organisations_asked(question.organisation, question.miles))
        if p is not None
    ]
    return Sought(
        terms=terms,
        organisations=frozenset.intersection(*places) if places else None,
        chosen=tuple((group, picked) for group, picked in question.chosen.items() if picked),
        by_closeness=question.order == "closest",
    )


def answer_to(viewer: Viewer, sought: Sought) -> RowsAnswer | CurrentAnswer:
    """Who is found: from the columns, where the viewer may see all of a community that has them."""
    current = current_columns(viewer.community) if viewer.community and viewer.sees_people else None
    return CurrentAnswer(current, sought) if current else RowsAnswer(viewer, sought)


def entries_of(viewer: Viewer, keys) -> list[DirectoryEntry]:
    """The entries of one page in full, in the order of a list of keys or of their names."""
    entries = list(DirectoryEntry.objects.visible_to(viewer).filter(pk__in=keys).for_list())
    if isinstance(keys, list):
        order = {key: number for number, key in enumerate(keys)}
        entries.sort(key=lambda entry: order[entry.pk])
    return entries


# --- Facets -----------------------------------------------------------------------------------------


def _facets(counts: dict[str, Counter], question: Question, interests: dict) -> list[dict]:
    labels: dict[str, Callable[[str], str]] = {
        "profession": professions.profession_label,
        "role": professions.role_label,
        "region": str,
        "interest": lambda slug: interest_label(slug, interests),
    }
    return [
        {
            "label": heading,
            "name": group,
            "options": [
                {
                    "label": labels[group](value),
                    "value": value,
                    "count": counts[group].get(value, 0),
                    "selected": value in question.picked(group),
                }
                for value in _shown(counts[group], question.picked(group))
            ],
        }
        for group, heading in GROUPS.items()
    ]


def _shown(counts: Counter, picked: tuple[str, ...]) -> list[str]:
    """The options worth showing: the most frequent, and in any case those chosen."""
    most = sorted(counts.items(), key=lambda option: (-option[1], option[0]))
    frequent = [value for value, _ in most[:MOST_OPTIONS]]
    return [*frequent, *(value for value in picked if value not in frequent)]
