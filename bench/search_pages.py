"""The pages that `bench.search` searches, and the peer that searches the same texts."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from nacre.communities.models import Community
from nacre.members.viewer import Viewer
from nacre.pages.models import HomePage, SearchText, SectionPage
from nacre.pages.search import index, trial
from nacre.pages.search.lexicon import Lexicon
from nacre.pages.search.results import find

BATCH = 2000
VOCABULARY = 12_000
BODY_WORDS = 50
QUESTIONS = 40
PEER = {"sqlite": "FTS5 bm25", "postgresql": "tsvector, GIN and ts_rank"}
_random = random.Random(20261129)


def vendor() -> str:
    """Which database this is."""
    return connection.vendor


def _words() -> list[str]:
    """Real words of the lexicon among invented ones, the most frequent first."""
    rng = random.Random(7)
    parts = (
        "ba", "cor", "den", "fil", "gra", "hep", "ino", "jus", "kal", "lor", "min", "nor",
        "ost", "pla", "quo", "rin", "sta", "tur", "vel", "zon",
    )  # fmt: skip
    known = sorted(w for w in Lexicon.of("liver").singles if w.isalpha() and len(w) > 3)
    invented = {"".join(rng.choices(parts, k=rng.randint(2, 4))) for _ in range(4 * VOCABULARY)}
    mixed = sorted(invented)[: VOCABULARY - len(known)] + known
    rng.shuffle(mixed)
    return mixed


WORDS = _words()
WEIGHTS = list(accumulate(1 / (rank + 8) for rank in range(len(WORDS))))


def _text(number: int) -> str:
    return " ".join(_random.choices(WORDS, cum_weights=WEIGHTS, k=number))


def made(pages: int) -> Community:
    """The community with its pages, made unless it is there."""
    call_command("migrate", verbosity=0)
    found = Community.objects.filter(slug="trial-liver").select_related("site", "therapy_area")
    if not found:
        with transaction.atomic():
            trial.found_community("liver", [])
        _fill(found.get(), pages)
        _fill_peer()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if vendor() == "sqlite" else "VACUUM ANALYZE")
    return found.get()


def _fill(community: Community, pages: int) -> None:
    """The tables of a page, and what search keeps of it, many at a time."""
    home = HomePage.objects.get(community=community)
    now = datetime.now(UTC)
    for start in range(0, pages, BATCH):
        documents = [
            trial.Document("liver", f"p{number}", _text(8), _text(12), _text(BODY_WORDS), ())
            for number in range(start, min(pages, start + BATCH))
        ]
        with transaction.atomic():
            planted = trial.planted(home, documents, first=start + 1)
            Page.objects.filter(pk__gte=planted[0].pk).update(
                first_published_at=now - timedelta(hours=start)
            )
            _keep_words(community, planted)
        print(f"{start + len(planted):,} pages", flush=True)


def _keep_words(community: Community, pages: list[SectionPage]) -> None:
    for page in pages:
        page._cluster_related_objects = {"topics": []}  # none, without asking
    weights = [(page, index.weights_of(page)) for page in pages]
    ids = index.ids_of(community.pk, {word for _, some in weights for word in some})
    rows = [
        (page.pk, page.audience_id, ids[word], round(weight))
        for page, some in weights
        for word, weight in some.items()
    ]
    into = "pages_searchposting (page_id, audience_id, word_id, weight)"
    with connection.cursor() as cursor:
        if vendor() == "sqlite":
            cursor.executemany(f"INSERT INTO {into} VALUES (%s, %s, %s, %s)", rows)
        else:
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    texts = [
        SearchText(page_id=p.pk, community=community, text=f"{p.standfirst} {p.intro}")
        for p in pages
    ]
    SearchText.objects.bulk_create(texts, batch_size=400)


def _fill_peer() -> None:
    """The same texts in the database's own full text."""
    texts = (
        "SELECT p.id, p.title, t.text FROM wagtailcore_page p "
        "JOIN pages_searchtext t ON t.page_id = p.id"
    )
    with connection.cursor() as cursor:
        if vendor() == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE peer USING fts5(title, body, tokenize=porter)")
            cursor.execute(f"INSERT INTO peer (rowid, title, body) {texts}")
        else:
            cursor.execute(
                "CREATE TABLE peer AS SELECT id, setweight(to_tsvector('english', title), 'A') || "
                f"setweight(to_tsvector('english', text), 'D') AS words FROM ({texts}) AS texts"
            )
            cursor.execute("CREATE INDEX peer_words ON peer USING gin (words)")


def peer() -> Callable[[str], object]:
    """Asks the database's own full text for the fifteen best keys."""
    if vendor() == "sqlite":
        asked = "SELECT rowid FROM peer WHERE peer MATCH %s ORDER BY bm25(peer, 5, 1) LIMIT 15"
    else:
        asked = (
            "SELECT id FROM peer, plainto_tsquery('english', %s) AS q WHERE words @@ q "
            "ORDER BY ts_rank(words, q) DESC LIMIT 15"
        )

    def ask_peer(question: str) -> object:
        with connection.cursor() as cursor:
            cursor.execute(asked, [question])
            return cursor.fetchall()

    return ask_peer


def questions() -> dict[str, list[str]]:
    """Searches of each kind."""
    rng = random.Random(3)
    common, middling, rare = WORDS[:40], WORDS[200:1500], WORDS[3000:]

    def some(*pools: list[str]) -> list[str]:
        return [" ".join(rng.choice(pool) for pool in pools) for _ in range(QUESTIONS)]

    slips = [word[:2] + word[3] + word[2] + word[4:] for word in rng.sample(rare, QUESTIONS)]
    return {
        "one rare word": some(rare),
        "one common word": some(common),
        "two words": some(middling, middling),
        "a common and a rare word": some(common, rare),
        "three common words": some(common, common, common),
        "four words, as a question": [
            "how to treat " + q for q in some(middling, middling, common)
        ],
        "a misspelt word": [slip for slip in slips if slip not in WORDS],
    }


def ask(community: Community, question: str) -> object:
    """The page of results of a member."""
    return find(trial.as_a_member(community), question).rows


def queries_of(community: Community, question: str) -> int:
    """How many questions the database is asked."""
    viewer: Viewer = trial.as_a_member(community)
    with CaptureQueriesContext(connection) as asked:
        find(viewer, question)
    return len(asked)
