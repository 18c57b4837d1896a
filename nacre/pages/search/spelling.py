"""What may have been meant by a word that no page has: the nearest words of the community.

Only words that stand in a page which the viewer may open are offered, and forms of the lexicon
whose meaning stands in one: a suggestion tells nothing that a search would not.
"""

from dataclasses import replace

from django.core.cache import caches
from django.db.models import Exists, Max, OuterRef
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nacre.communities.models import Community
from nacre.members.spellings import Spellings
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, SearchPosting, SearchWord
from nacre.pages.search.lexicon import Lexicon
from nacre.pages.search.question import Group, Question
from nacre.pages.search.ranking import Weighed
from nacre.pages.search.words import stem

NEAR, BEGINS = 0.8, 0.7
SHORTEST = 4  # letters; of a shorter word nearly everything is near
MOST_NEAR = 4
MOST_COMPARED = 12
KEPT_FOR = 3600  # seconds; new words are seen at once, by the key of the newest


def slips_allowed(word: str) -> int:
    """How many slips a typed word may hold: letters changed, missing, doubled or swapped."""
    return 0 if len(word) < SHORTEST or word.isdecimal() else 1 if len(word) < 7 else 2


def vocabulary(community: Community, lexicon: Lexicon) -> Spellings:
    """The words of a community's pages and of its lexicon, kept until there are new ones."""
    words = SearchWord.objects.of(community)
    newest = words.aggregate(newest=Max("pk"))["newest"]
    local = caches["local"]
    key = f"search-words:{community.pk}:{newest}"
    found = local.get(key)
    if found is None:
        there = set(words.values_list("word", flat=True)) | set(lexicon.singles)
        found = Spellings.of(sorted(w for w in there if w.isalpha() and len(w) >= SHORTEST))
        local.set(key, found, KEPT_FOR)
    return found


def put_right(
    viewer: Viewer, question: Question, weighed: Weighed, lexicon: Lexicon
) -> tuple[Question, str]:
    """The question with what may be meant by its unknown words, and how it would be spelt."""
    unknown = [g for g in question.groups if _is_unknown(g, weighed)]
    if not unknown or viewer.community is None:
        return question, ""
    spellings = vocabulary(viewer.community, lexicon)
    near = {g.written[0]: _near(g.written[0].lower(), spellings) for g in unknown}
    open_words = _that_are_open(viewer, {w for words in near.values() for w in words}, lexicon)
    groups, spelt, is_guess = [], question.text, False
    for group in question.groups:
        words = [w for w in near.get(group.written[0], []) if w in open_words]
        if group not in unknown or not words:
            groups.append(group)
            continue
        if not words[0].startswith(group.written[0].lower()):
            spelt, is_guess = spelt.replace(group.written[0], words[0], 1), True
        groups.append(_guessed(group, words[:MOST_NEAR], lexicon))
    return replace(question, groups=groups), spelt if is_guess else ""


def _is_unknown(group: Group, weighed: Weighed) -> bool:
    return not (group.is_known or weighed.pages_with(group)) and len(group.written) == 1


def _near(typed: str, spellings: Spellings) -> list[str]:
    """Words at the least distance from one typed, then those that begin with it."""
    slips = slips_allowed(typed)
    if not slips:
        return []
    possible = spellings.within(slips, typed)
    found = extract(typed, possible, scorer=OSA.distance, score_cutoff=slips, limit=None)
    by_nearness = sorted(found, key=lambda one: (one[1], one[0][0] != typed[0], one[0]))
    least = by_nearness[0][1] if by_nearness else 0
    near = [word for word, distance, _ in by_nearness if distance == least]
    begin = [word for word in spellings.words if word.startswith(typed)]
    return [*near[:MOST_COMPARED], *sorted(begin, key=len)[:MOST_COMPARED]]


def _that_are_open(viewer: Viewer, words: set[str], lexicon: Lexicon) -> set[str]:
    """Of some words those in a page that the viewer may open, themselves or by their meaning."""
    tokens = {word: lexicon.singles.get(word, "") for word in words}
    wanted = words | set(tokens.values())
    page = BasePage.objects.visible_to(viewer).filter(pk=OuterRef("page_id")).order_by()
    posting = SearchPosting.objects.within(viewer).filter(Exists(page), word=OuterRef("pk"))
    there = SearchWord.objects.of(viewer.community).filter(Exists(posting), word__in=wanted)
    seen = set(there.values_list("word", flat=True))
    return {word for word in words if word in seen or tokens[word] in seen}


def _guessed(group: Group, words: list[str], lexicon: Lexicon) -> Group:
    guess = Group(group.written, list(group.alternatives))
    for word in words:
        factor = BEGINS if word.startswith(group.written[0].lower()) else NEAR
        guess.add([stem(word)], factor)
        if word in lexicon.singles:
            guess.add([lexicon.singles[word]], factor)
    return guess
