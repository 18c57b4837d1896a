"""The check of links: what published pages lead to is asked once a week, what fails every night."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.pages.link_client import Asker, Told, Verdict
from nacre.pages.models import BasePage, PageLink
from nacre.pages.outside_links import links_of

EVERY = timedelta(days=6, hours=12)


@dataclass
class LinkCheck:
    """What became of a run."""

    links: int = 0
    asked: int = 0
    good: int = 0
    unsure: int = 0
    failed: int = 0
    dead: int = 0
    is_offline: bool = False


def gather_links(community: Community) -> int:
    """Note the outside addresses of all published pages, and forget those that are gone; how many."""
    pages = BasePage.objects.of(community).open_now().specific()
    wanted: set[tuple[int, str]] = set()
    for page in pages.iterator(chunk_size=100):
        wanted |= {(page.pk, url) for url in links_of(page)}
    with transaction.atomic():
        links = PageLink.objects.of(community)
        known = {(page, url): pk for pk, page, url in links.values_list("pk", "page_id", "url")}
        gone = [pk for key, pk in known.items() if key not in wanted]
        for start in range(0, len(gone), 500):
            links.filter(pk__in=gone[start : start + 500]).delete()
        new = sorted(wanted - known.keys())
        PageLink.objects.bulk_create(
            [PageLink(community=community, page_id=page, url=url) for page, url in new],
            ignore_conflicts=True,
            batch_size=500,
        )
    return len(wanted)


def check_links(
    *,
    communities: Iterable[Community],
    asker: Asker,
    is_all: bool = False,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> LinkCheck:
    """Ask each address that is due once, whoever links to it, and note what came back.

    Where nobody answers at all there is no network: then nothing is noted, and the next run asks.
    """
    check, silent = LinkCheck(), dict[str, Told]()
    due = set()
    for community in communities:
        check.links += gather_links(community)
        links = PageLink.objects.of(community)
        due |= set((links if is_all else links.due(timezone.now() - EVERY)).addresses())
    has_answered = False
    for done, url in enumerate(sorted(due), start=1):
        told = asker.ask(url)
        if told.verdict is Verdict.SILENT:
            silent[url] = told
        else:
            has_answered = True
            _note(url, told, check)
        on_progress(done, len(due))
    check.is_offline = bool(silent) and not has_answered and not asker.has_network()
    if not check.is_offline:
        for url, told in silent.items():
            _note(url, told, check)
    return check


def _note(url: str, told: Told, check: LinkCheck) -> None:
    now, today = timezone.now(), timezone.localdate()
    check.asked += 1
    check.good += told.verdict is Verdict.GOOD
    check.unsure += told.verdict is Verdict.UNSURE
    has_failed = told.verdict in {Verdict.FAILED, Verdict.SILENT}
    check.failed += has_failed
    is_dead = False
    for link in PageLink.objects.filter(url=url):
        if has_failed:
            link.note_failure(now, today, said=told.said)
        else:
            link.note_answer(now, said=told.said, is_good=told.verdict is Verdict.GOOD)
        link.save()
        is_dead |= link.is_dead
    check.dead += is_dead
