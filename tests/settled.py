"""Communities founded once in each test database, and put back into the transaction of a test.

Founding one takes some two hundred queries and most tests need one. Their rows lie in tables beside
the real ones, from where a fixture copies them. Keys are never given out twice, so they do not meet
with those of rows that a test made before.
"""

from collections.abc import Callable

from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import F, Model
from wagtail.models import Page

from nacre.communities.models import Community

Keys = dict[type[Model], set]
_kept: dict[str, list[str]] = {}  # of each community, the tables that hold rows of it


def keep(*found: Callable[[], Community]) -> None:
    """Found communities, lay their rows aside and leave the real tables as they were."""
    with transaction.atomic():
        before = root = _keys()
        for one in found:
            community = one()
            after = _keys()
            new = {model: after[model] - before[model] for model in after}
            _kept[community.slug] = [
                _lay_aside(community.slug, model, keys) for model, keys in new.items() if keys
            ]
            before = after
        for model, keys in before.items():
            if made := keys - root[model]:
                model._base_manager.filter(pk__in=made)._raw_delete("default")
        _count_children(-len(found))


def put_back(slug: str) -> Community:
    """The community as it was founded, for the rest of the transaction."""
    with connection.cursor() as cursor:
        for table in _kept[slug]:
            rows = f'SELECT * FROM "{slug}_{table}"'  # noqa: S608 - our own tables
            cursor.execute(f'INSERT INTO "{table}" {rows}')
    _count_children(1)
    for cache in caches.all():
        cache.clear()
    community = Community.objects.select_related("site", "therapy_area", "client").get(slug=slug)
    community.site.root_page = community.site.root_page.specific
    return community


def _keys() -> Keys:
    """The keys of all rows there are."""
    return {
        model: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models(include_auto_created=True)
        if not (model._meta.proxy or model._meta.db_table.endswith("_fts"))  # kept by triggers
    }


def _lay_aside(slug: str, model: type[Model], keys: set) -> str:
    """Copy rows into a table of their own; the name of the table they are from."""
    table, key = model._meta.db_table, model._meta.pk.column
    rows = f'SELECT * FROM "{table}" WHERE "{key}" IN ({", ".join(map(str, keys))})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TABLE "{slug}_{table}" AS {rows}')
    return table


def _count_children(more: int) -> None:
    """Keep the tree's own count of what grows at its root."""
    Page.objects.filter(depth=1).update(numchild=F("numchild") + more)
