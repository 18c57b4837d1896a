"""Communities to measure search in: those that are there, or some made of a corpus and not kept."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from nacre.audiences.models import Audience
from nacre.communities.models import Client, Community, TherapyArea
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, HomePage, SectionPage, Topic
from nacre.pages.search.gold import BadRowError, Query, read_rows, text_of
from nacre.pages.search.index import index_page
from nacre.pages.search.results import look_up

TRIAL = "trial-"  # begins the slugs of communities that are not kept
Places = dict[str, Community]


@dataclass(frozen=True)
class Document:
    """One text of a corpus."""

    community: str
    key: str
    title: str
    standfirst: str
    body: str
    topics: tuple[str, ...]


def read_corpus(path: Path) -> list[Document]:
    """The documents of a file. Raises BadRowError for the first that cannot be used."""
    found, seen = [], set()
    for number, row in read_rows(path):
        where = f"{path.name}, row {number}"
        topics = row.get("topics", [])
        if not isinstance(topics, list) or not all(isinstance(one, str) for one in topics):
            raise BadRowError(f"{where}, field topics: write a list of texts.")
        place, key = text_of(where, row, "community"), text_of(where, row, "key").strip("/")
        if slugify(key) != key:
            raise BadRowError(f"{where}, field key: use small letters, digits and hyphens.")
        if (place, key) in seen:
            raise BadRowError(f"{where}, field key: {key} stands in an earlier row.")
        seen.add((place, key))
        title = text_of(where, row, "title")
        standfirst = text_of(where, row, "standfirst", needed=False)
        body = text_of(where, row, "body", needed=False)
        found.append(Document(place, key, title, standfirst, body, tuple(topics)))
    return found


def as_a_member(community: Community) -> Viewer:
    """A viewer who may open everything in a community."""
    ids = Audience.objects.of(community).values_list("pk", flat=True)
    return Viewer(community=community, status="active", tier="full").with_audiences(frozenset(ids))


def installed() -> Places:
    """The communities of this installation by their slugs."""
    return {c.slug: c for c in Community.objects.select_related("site", "therapy_area")}


@contextmanager
def founded(
    documents: list[Document], on_each: Callable[[], None] = lambda: None
) -> Iterator[Places]:
    """Communities with the documents of a corpus; when this ends they never were."""
    by_place: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_place[document.community].append(document)
    with transaction.atomic():
        places = {slug: found_community(slug, some, on_each) for slug, some in by_place.items()}
        yield places
        transaction.set_rollback(True)


def found_community(
    slug: str, documents: list[Document], on_each: Callable[[], None] = lambda: None
) -> Community:
    """A community with one audience, everybody, and some documents below its home page."""
    area = TherapyArea.objects.get_or_create(code=slug, defaults={"label": slug.title()})[0]
    client = Client.objects.get_or_create(name="Trial", defaults={"kind": "professional_body"})[0]
    root = Page.get_first_root_node()
    site = Site.objects.create(hostname=f"{TRIAL}{slug}.invalid", site_name=slug, root_page=root)
    community = Community.objects.create(
        slug=f"{TRIAL}{slug}"[:50],
        name=slug,
        short_name=slug[:20],
        site=site,
        therapy_area=area,
        client=client,
        launched_on=date(2026, 1, 1),
    )
    everyone = Audience.objects.create(
        community=community, slug="public", name="Public", rule={"everyone": True}, is_default=True
    )
    common: dict[str, Any] = {"community": community, "audience": everyone}
    home = root.add_child(instance=HomePage(title=slug, slug=community.slug, **common))
    site.root_page = home
    site.save()
    topics = {
        label: Topic.objects.create(community=community, slug=slugify(label)[:50], label=label[:80])
        for label in dict.fromkeys(one for document in documents for one in document.topics)
    }
    for page, document in zip(planted(home, documents), documents, strict=True):
        about = [topics[label] for label in document.topics]
        link = BasePage.topics.through
        link.objects.bulk_create(link(basepage_id=page.pk, topic=topic) for topic in about)
        index_page(page)
        on_each()
    return community


def planted(home: HomePage, documents: list[Document], first: int = 1) -> list[SectionPage]:
    """The documents below a home page, as far as search asks for pages: many at once, unread by Wagtail."""
    depth = home.depth + 1
    sort = ContentType.objects.get_for_model(SectionPage)
    rows = [
        Page(
            path=Page._get_path(home.path, depth, number),
            depth=depth,
            title=document.title,
            slug=document.key,
            url_path=f"{home.url_path}{document.key}/",
            content_type=sort,
            locale=home.locale,
        )
        for number, document in enumerate(documents, first)
    ]
    Page.objects.bulk_create(rows)
    pages: list[SectionPage] = []
    for row, document in zip(rows, documents, strict=True):
        page = SectionPage(
            title=row.title,
            standfirst=document.standfirst,
            intro=document.body,
            community=home.community,
            audience=home.audience,
        )
        page.id = page.page_ptr_id = page.basepage_ptr_id = row.pk
        pages.append(page)
    fields = BasePage._meta.local_concrete_fields
    if pages:
        BasePage._base_manager.all()._insert(pages, fields=fields, using=BasePage.objects.db)
    return pages


def searcher(places: Places) -> Callable[[Query], list[str]]:
    """A search in some communities that answers with the keys of pages, as the queries have them.

    A key is the address of a page on its host, or only the last part of it.
    """
    viewers = {slug: as_a_member(community) for slug, community in places.items()}

    def search(query: Query) -> list[str]:
        hits = look_up(viewers[query.community], query.text)[1][:50]
        pages = BasePage.objects.in_bulk([hit.page_id for hit in hits])
        paths = [pages[hit.page_id].path_in_community.strip("/") for hit in hits]
        return [path if path in query.relevant else path.rpartition("/")[2] for path in paths]

    return search


def check_places(queries: list[Query], places: Places) -> None:
    """Raises BadRowError where a query is made in a community that is not there."""
    for query in queries:
        if query.community not in places:
            known = ", ".join(sorted(places)) or "none"
            raise BadRowError(
                f"Query “{query.text}”, field community: {query.community} is not there ({known})."
            )
