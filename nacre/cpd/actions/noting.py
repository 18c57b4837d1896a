"""Something became of a page: entries about it keep their credit and say so."""

from collections.abc import Iterable

from django.db import transaction

from nacre.cpd.models import Entry


@transaction.atomic
def note_on_pages(*, page_ids: Iterable[int], note: str) -> int:
    """Add a sentence to every entry about one of the pages, once; answers to how many."""
    done = 0
    for entry in Entry.objects.about_pages(list(page_ids)).order_by("pk").iterator():
        if note in entry.note:
            continue
        said = f"{entry.note}\n{note}".strip()
        # `changed_at` is the member's own last change; this is ours.
        done += Entry.objects.filter(pk=entry.pk).update(note=said)
    return done
