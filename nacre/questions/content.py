"""What a question is, apart from where it is kept: its kind, its texts, its data."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from nacre.questions.kinds import KINDS, Kind
from nacre.questions.markup import CONTROLS, as_typed, cleaned, plain

LONGEST_TITLE = 200
LONGEST_REFERENCE = 1000
MOST_TAGS = 20
BEGINNING = 80  # characters of a stem that stand for a title


@dataclass(frozen=True)
class Content:
    """All that is written about a question. `picture` has key, alt, width and height."""

    kind: str
    stem: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    explanation: str = ""
    reference: str = ""
    tags: tuple[str, ...] = ()
    picture: dict[str, Any] | None = None

    @property
    def kind_of(self) -> Kind:
        """Its kind, which asks and marks it."""
        return KINDS[self.kind]

    @property
    def name(self) -> str:
        """Its title, or how it begins."""
        return self.title or beginning(self.stem) or _("Untitled")

    def cleaned(self) -> "Content":
        """The same with clean texts, and a key for everything that can be chosen."""
        title = line(self.title, LONGEST_TITLE) or beginning(self.stem)
        return replace(
            self,
            stem=cleaned(self.stem),
            data=self.kind_of.cleaned(self.data),
            title=title,
            explanation=cleaned(self.explanation),
            reference=line(self.reference, LONGEST_REFERENCE),
            tags=tuple(dict.fromkeys(filter(None, (line(tag, 60) for tag in self.tags))))[
                :MOST_TAGS
            ],
        )

    def problems(self) -> list[str]:
        """Why it cannot be asked; empty where it can."""
        found = [] if plain(self.stem) else [_("It has no text that asks something.")]
        if self.picture and not str(self.picture.get("alt") or "").strip():
            found.append(_("Say in words what the picture shows."))
        if self.kind == "hotspot" and not self.picture:
            found.append(_("It needs a picture."))
        return found + self.kind_of.problems(self.data)

    @property
    def fingerprint(self) -> str:
        """What a learner is asked and how it is marked, as 64 characters; keys do not matter."""
        picture = [self.picture.get("key"), self.picture.get("alt")] if self.picture else None
        essence = [self.kind, self.stem, picture, self.kind_of.essence(self.data)]
        told = json.dumps(essence, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def texts(self) -> Iterator[str]:
        """Everything that a person reads, as HTML or as it is."""
        yield from (self.title, self.stem, self.explanation, self.reference, *self.tags)
        yield str((self.picture or {}).get("alt") or "")
        yield from self.kind_of.texts(self.data)

    def as_json(self) -> dict[str, Any]:
        """What a version keeps."""
        return {
            "kind": self.kind,
            "title": self.title,
            "stem": self.stem,
            "data": self.data,
            "explanation": self.explanation,
            "reference": self.reference,
            "picture": self.picture,
        }

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Content":
        """What a version kept."""
        known = ("kind", "title", "stem", "data", "explanation", "reference", "picture")
        return cls(**{name: kept[name] for name in known if name in kept})

    @property
    def stem_as_typed(self) -> str:
        """The stem as its author edits it."""
        return as_typed(self.stem)


def beginning(stem: str) -> str:
    """How a stem begins: whole words on one line, with a mark where more follows."""
    return shorten(CONTROLS.sub("", plain(stem)), BEGINNING, placeholder="…")


def line(text: str, longest: int) -> str:
    """A text on one line, no longer than it may be."""
    return " ".join(CONTROLS.sub("", str(text)).split())[:longest].strip()
