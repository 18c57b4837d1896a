"""What somebody asked: their words in groups, each with everything that may be meant by it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nacre.pages.models import Topic
from nacre.pages.search.index import topic_token
from nacre.pages.search.lexicon import Heard, Lexicon
from nacre.pages.search.words import LONGEST, NOISE, plain, stem

LETTERS = 200
MOST_GROUPS = 8
MEANING, WORD, WORDS_OF_MEANING, TOPIC, NARROWER, BROADER = 1.0, 1.0, 0.7, 0.75, 0.6, 0.3
PART = 0.2  # one of several words that mean something together
# What turns a search into a question and says nothing of its subject.
ASKING = frozenset({
    "after", "before", "best", "between", "during", "help", "information", "latest", "need",
    "needed", "needs", "new", "patient", "patients", "people", "person", "please", "recent",
    "tell", "versus", "vs",
})  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Alternative:
    """Stems that all must stand in a page, and how much it counts if they do."""

    stems: tuple[str, ...]
    factor: float


@dataclass
class Group:
    """A word or a row of words that mean one thing together."""

    written: tuple[str, ...]
    alternatives: list[Alternative] = field(default_factory=list)
    is_noise: bool = False
    is_known: bool = True  # to the lexicon or as a topic; else only pages can know it

    def add(self, stems: Iterable[str], factor: float) -> None:
        """One more thing that may be meant."""
        self.alternatives.append(Alternative(tuple(stems), factor))

    @property
    def stems(self) -> set[str]:
        """Every stem that may count."""
        return {one for alternative in self.alternatives for one in alternative.stems}


@dataclass(frozen=True)
class Question:
    """A search as it is understood in a community."""

    text: str
    groups: list[Group]
    topics: list[Topic]  # those that it names

    @property
    def stems(self) -> set[str]:
        """Every stem that may count."""
        return {one for group in self.groups for one in group.stems}

    @property
    def phrase(self) -> list[str]:
        """The stems that were typed, in their order."""
        return [stem(word.lower()) for group in self.groups for word in group.written]


def cut(text: str) -> str:
    """What is taken of a search: no NUL, no more letters than a search has."""
    return text.replace("\x00", " ")[:LETTERS].strip()


def understand(text: str, lexicon: Lexicon, topics: Sequence[Topic]) -> Question:
    """Group the words of a search by what they mean."""
    # Thesauri write "Colitis, Ulcerative": what stands behind a comma is said first.
    said = " ".join(reversed(plain(cut(text)).split(",")))
    written = [word for word in _TOKEN.findall(said) if len(word) <= LONGEST]
    groups = _groups(written, lexicon)
    meant = [group for group in groups if not group.is_noise] or groups
    meant = _each_once(meant)[:MOST_GROUPS]
    return Question(cut(text), meant, _name_topics(meant, topics))


def _groups(written: list[str], lexicon: Lexicon) -> list[Group]:
    heard: dict[int, Heard] = {}
    for meaning in lexicon.heard_in(written, is_typed=True):
        heard.setdefault(meaning.start, meaning)  # the longest
    groups, at = [], 0
    while at < len(written):
        one = heard.get(at)
        if one and (one.end - at > 1 or written[at].lower() not in NOISE or written[at].isupper()):
            groups.append(_of_meaning(tuple(written[at : one.end]), one, lexicon))
            at = one.end
            continue
        word = written[at].lower()
        group = Group((written[at],), is_noise=word in NOISE or word in ASKING, is_known=False)
        group.add([stem(word)], WORD)
        groups.append(group)
        at += 1
    return groups


def _of_meaning(written: tuple[str, ...], heard: Heard, lexicon: Lexicon) -> Group:
    group = Group(written)
    group.add([heard.token], MEANING)
    for token in lexicon.narrower.get(heard.token, ()):
        group.add([token], NARROWER)
    for token in lexicon.broader.get(heard.token, ()):
        group.add([token], BROADER)
    words = [word.lower() for word in written]
    if len(words) == 1:
        if words[0] not in NOISE:
            group.add([stem(words[0])], WORD)
        return group
    single = [lexicon.meanings.get((stem(word),), stem(word)) for word in words]
    group.add([stem(word) for word in words], WORDS_OF_MEANING)
    group.add(single, WORDS_OF_MEANING)
    for word, one in zip(words, single, strict=True):
        if word not in NOISE:
            group.add([one], PART)
    return group


def _each_once(groups: list[Group]) -> list[Group]:
    seen: dict[tuple, Group] = {}
    for group in groups:
        seen.setdefault(group.alternatives[0].stems, group)
    return list(seen.values())


def _name_topics(groups: list[Group], topics: Sequence[Topic]) -> list[Topic]:
    """The topics that the groups name, each added to the groups that name it; none inside a longer name."""
    spoken = [(stem(word.lower()), group) for group in groups for word in group.written]
    said = [one for one, _ in spoken]
    places = {topic: place for topic in topics if (place := _named_at(topic, said))}
    named = []
    for topic, (start, end) in places.items():
        if any(a <= start and end <= b and (a, b) != (start, end) for a, b in places.values()):
            continue
        named.append(topic)
        for group in {id(group): group for _, group in spoken[start:end]}.values():
            group.is_known = True
            group.add([topic_token(topic.slug)], TOPIC)
    return named


def _named_at(topic: Topic, said: list[str]) -> tuple[int, int] | None:
    """Where a row of stems names a topic, by the longest of its names."""
    found = []
    for name in (topic.label, topic.mesh_label, *topic.synonyms):
        wanted = [stem(word.lower()) for word in _TOKEN.findall(plain(str(name)))]
        at = _place_of(wanted, said)
        if at is not None:
            found.append((at, at + len(wanted)))
    return max(found, key=lambda place: place[1] - place[0], default=None)


def _place_of(wanted: list[str], said: list[str]) -> int | None:
    """Where a row of stems begins in another."""
    if not wanted:
        return None
    ends = range(len(said) - len(wanted) + 1)
    return next((at for at in ends if said[at : at + len(wanted)] == wanted), None)
