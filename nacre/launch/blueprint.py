"""A blueprint: everything that a community begins with, as a folder of YAML files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "blueprints"
FILES = (
    "community",
    "news",
    "reviews",
    "interviews",
    "conference",
    "resources",
    "courses",
    "pages",
)
Said = dict[str, Any]


@dataclass(frozen=True)
class Blueprint:
    """One folder, read; each list of items as its file has it."""

    slug: str
    community: Said
    news: list[Said]
    reviews: list[Said]
    interviews: list[Said]
    congress: Said | None
    reports: list[Said]
    resources: list[Said]
    toolkit: Said | None
    courses: list[Said]
    banks: list[Said]
    about: Said | None
    learning: Said
    lead: str

    @property
    def editors(self) -> dict[str, Said]:
        """The clinical editors by the key that items name them with."""
        return {editor["key"]: editor for editor in self.community.get("editors", [])}

    def items(self) -> Iterator[tuple[str, Said]]:
        """Everything that becomes an article, with the file it stands in; courses are apart."""
        for file, found in (
            ("news", self.news),
            ("reviews", self.reviews),
            ("interviews", self.interviews),
            ("conference", self.reports),
            ("resources", self.resources),
            ("resources", [self.toolkit] if self.toolkit else []),
        ):
            yield from ((file, item) for item in found)


def slugs() -> list[str]:
    """The blueprints that come with the platform, in the order in which the hub shows them."""
    found = [path.parent.name for path in FOLDER.glob("*/community.yaml")]
    first = ["liver", "gastro", "immunology", "haematology", "ms"]
    return sorted(found, key=lambda slug: (first.index(slug) if slug in first else 99, slug))


def folder_of(slug: str) -> Path:
    """Where a blueprint lies: a name of ours, or the path of a folder elsewhere."""
    return FOLDER / slug if (FOLDER / slug).is_dir() else Path(slug)


def read_files(folder: Path) -> dict[str, Any]:
    """The files of a folder as they are; a file that is not there is empty."""
    found = {}
    for name in FILES:
        path = folder / f"{name}.yaml"
        found[name] = yaml.load(path.read_text(), Loader=_Loader) if path.exists() else {}  # noqa: S506
    return {name: said or {} for name, said in found.items()}


def blueprint_from(files: dict[str, Any]) -> Blueprint:
    """The blueprint in files that `checks.problems_in` has nothing to say about."""
    pages = files["pages"]
    return Blueprint(
        slug=files["community"]["slug"],
        community=files["community"],
        news=files["news"].get("items", []),
        reviews=files["reviews"].get("items", []),
        interviews=files["interviews"].get("items", []),
        congress=files["conference"].get("congress"),
        reports=files["conference"].get("reports", []),
        resources=files["resources"].get("items", []),
        toolkit=files["resources"].get("toolkit"),
        courses=files["courses"].get("courses") or [],
        banks=files["courses"].get("banks") or [],
        about=pages.get("about"),
        learning=pages.get("learning", {}),
        lead=pages.get("lead", ""),
    )


class _Loader(yaml.CSafeLoader):
    """YAML in which `no` and `on` are words and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp",))]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
