"""Keeping the words of published pages: which stand in each and how much they say of it.

A word of the title says most, then the topics, then the summary, then the body. Meanings of the
lexicon and topics are kept like words, under tokens that no text has, so that "primary biliary
cholangitis" is found by PBC and not by three words that stand anywhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef

from nacre.communities.models import Community
from nacre.pages.models import BasePage, SearchPosting, SearchText, SearchWord, Topic
from nacre.pages.search.lexicon import Lexicon
from nacre.pages.search.words import stem, tokens

TITLE, TOPIC, SUMMARY, NAME, BODY = 100, 60, 40, 30, 10
MOST_IN_BODY = 4 * BODY  # however often it is repeated
USUAL_TITLE = 8  # words; a word of a shorter title says more
LONGEST_TEXT = 60_000  # letters kept of a page, and searched
TOPIC_MARK = "#"  # begins the token of a topic
Weights = dict[str, float]


def topic_token(slug: str) -> str:
    """How a topic is kept among the words."""
    return f"{TOPIC_MARK}{slug}"[:40]


def index_page(page: BasePage) -> None:
    """Keep the words of a page as it is published now, in place of those kept before.

    None of a draft, and none of what was withdrawn.
    """
    with transaction.atomic():
        forget_page(page.pk)
        if not page.live or page.taken_back_at:
            return
        weights = weights_of(page)
        ids = ids_of(page.community_id, weights)
        SearchPosting.objects.bulk_create(
            [
                SearchPosting(
                    page_id=page.pk,
                    audience_id=page.audience_id,
                    word_id=ids[word],
                    weight=round(weight),
                )
                for word, weight in weights.items()
            ],
            batch_size=1000,
        )
        SearchText.objects.create(
            page_id=page.pk, community_id=page.community_id, text=_text_of(page)
        )


def forget_page(page_id: int) -> None:
    """Keep nothing of a page."""
    SearchPosting.objects.filter(page_id=page_id).delete()
    SearchText.objects.filter(page_id=page_id).delete()


def index_all(pages: Iterable[BasePage], on_each: Callable[[], None] = lambda: None) -> int:
    """Keep the words of many pages; how many they were."""
    done = 0
    for page in pages:
        index_page(page.specific)
        done += 1
        on_each()
    return done


def pages_to_index(community: Community):
    """The published pages of a community."""
    return BasePage.objects.of(community).live()


def forget_unused_words(community: Community) -> int:
    """Drop words that no page has any more; how many they were."""
    used = SearchPosting.objects.filter(word=OuterRef("pk"))
    unused = SearchWord.objects.of(community).filter(~Exists(used))
    return unused._raw_delete(unused.db)


def _text_of(page: BasePage) -> str:
    return " ".join(f"{page.summary_words()} {page.words()}".split())[:LONGEST_TEXT].replace(
        "\x00", ""
    )


def weights_of(page: BasePage) -> Weights:
    """How much each word, meaning and topic says of a page."""
    lexicon = Lexicon.of(page.community.therapy_area.code)
    topics = list(page.topics.all())
    found: Weights = defaultdict(float)
    title = _said(page.title, lexicon)
    short = (USUAL_TITLE / max(USUAL_TITLE, len(tokens(page.title)))) ** 0.5
    for word in title:
        found[word] += TITLE * short
    for words in _each_once(_topic_words(topics, lexicon)):
        found[words] += TOPIC
    for topic in topics:
        found[topic_token(topic.slug)] += TITLE
    for word in _each_once([_said(page.summary_words(), lexicon)]):
        found[word] += SUMMARY
    for word in _each_once([_said(name, lexicon) for name in page.names_found_by()]):
        found[word] += NAME
    times: dict[str, int] = defaultdict(int)
    for word in _said(page.words()[:LONGEST_TEXT], lexicon):
        times[word] += 1
    for word, number in times.items():
        found[word] += min(MOST_IN_BODY, BODY * number**0.5)
    return found


def _topic_words(topics: list[Topic], lexicon: Lexicon) -> list[list[str]]:
    return [_said(name, lexicon) for t in topics for name in (t.label, t.mesh_label)]


def _each_once(said: list[list[str]]) -> set[str]:
    return {word for words in said for word in words}


def _said(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a text in small letters, and the meanings in it."""
    written = tokens(text)
    meanings = [heard.token for heard in lexicon.heard_in(written)]
    return [word.lower() for word in written] + meanings


def ids_of(community_id: int, words: Iterable[str]) -> dict[str, int]:
    """The keys of words, those that are new among them."""
    wanted = set(words)
    there = SearchWord.objects.filter(community_id=community_id)
    ids = dict(there.filter(word__in=wanted).values_list("word", "pk"))
    new = sorted(wanted - set(ids))
    if new:
        rows = [
            SearchWord(
                community_id=community_id,
                word=word,
                stem=word if word[0] in "=#" else stem(word),
            )
            for word in new
        ]
        SearchWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        ids.update(there.filter(word__in=new).values_list("word", "pk"))
    return ids
