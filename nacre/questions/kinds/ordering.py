"""Things to be put in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.questions.kinds.contract import (
    Choice,
    Data,
    Drawn,
    Feedback,
    Kind,
    Mark,
    NotAnswered,
    Occasion,
    Row,
    keyed,
    one,
    pairs,
    rows_of,
    strings,
    worth,
)
from nacre.questions.markup import cleaned, cleaned_line

MOST_ITEMS = 20


def inversions(order: list[int]) -> int:
    """How many pairs lie the wrong way round."""
    return sum(a > b for place, a in enumerate(order) for b in order[place + 1 :])


class Ordering(Kind):
    """Steps whose right order is known: all or nothing, or less for each pair the wrong way."""

    code = "ordering"
    label = gettext_lazy("Putting in order")
    hint = gettext_lazy("Steps that have one right order. Write them in that order.")

    EXACT, INVERSIONS = "exact", "inversions"

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        items = [
            {
                "key": row.get("key"),
                "text": cleaned_line(str(row.get("text") or "")),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, "items")
        ]
        marking = self.INVERSIONS if data.get("marking") == self.INVERSIONS else self.EXACT
        return {"items": keyed(items), "marking": marking}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        items = rows_of(data, "items")
        texts = [row["text"].casefold() for row in items]
        checks = [
            (len(items) < 2, _("It needs at least two things to put in order.")),
            (len(items) > MOST_ITEMS, _("It has more than %(n)d things.") % {"n": MOST_ITEMS}),
            (not all(texts), _("A thing to put in order has no text.")),
            (len(set(texts)) < len(texts), _("Two of the things are the same.")),
        ]
        return [why for is_so, why in checks if is_so]

    def essence(self, data: Data) -> Any:
        """See Kind."""
        return [data.get("marking"), [row["text"] for row in rows_of(data, "items")]]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        for row in rows_of(data, "items"):
            yield from (row["text"], row["feedback"], row["reference"])

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """Each with the place that it is given."""
        items = rows_of(data, "items")
        right = {row["key"]: str(place) for place, row in enumerate(items, 1)}
        order = strings(occasion.given, "order")
        given = {key: str(place) for place, key in enumerate(order, 1)}
        given |= pairs(occasion.given, "places")
        rows = tuple(
            self._row(row, occasion, given.get(row["key"], ""), right)
            for row in occasion.shuffled(items)
        )
        return Drawn("rows", _("Give each its place; 1 comes first"), rows=rows)

    def _row(self, row: Data, occasion: Occasion, value: str, right: dict[str, str]) -> Row:
        marked, place = occasion.is_marked, right[row["key"]]
        places = sorted(right.values(), key=int)
        return Row(
            name=f"{occasion.name}-{row['key']}",
            label=row["text"],
            choices=tuple(Choice(p, p, is_given=p == value) for p in places),
            is_right=value == place if marked else None,
            right=place if marked else "",
            feedback=row["feedback"] if marked else "",
            reference=row["reference"] if marked else "",
        )

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind; what was chosen so far is kept by place."""
        keys = [row["key"] for row in rows_of(data, "items")]
        known = {str(place) for place in range(1, len(keys) + 1)}
        found = {key: one(sent, f"{name}-{key}") for key in keys}
        good = {key: place for key, place in found.items() if place in known}
        if len(good) < len(keys):
            raise NotAnswered(_("Give each of them a place."), {"places": good})
        if len(set(good.values())) < len(keys):
            raise NotAnswered(_("Give each place to one of them only."), {"places": good})
        return {"order": sorted(keys, key=lambda key: int(good[key]))}

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """All or nothing, or 1 less the share of pairs that lie the wrong way round."""
        items = rows_of(data, "items")
        right = {row["key"]: place for place, row in enumerate(items)}
        order = [key for key in strings(given, "order") if key in right]
        if sorted(order) != sorted(right):
            return worth(0.0)
        said = [
            Feedback(row["key"], row["feedback"], row["reference"], order[place] == row["key"])
            for place, row in enumerate(items)
        ]
        wrong = inversions([right[key] for key in order])
        if data.get("marking") != self.INVERSIONS:
            return worth(float(wrong == 0), said)
        most = len(items) * (len(items) - 1) / 2
        return worth(1 - wrong / most if most else 1.0, said)
