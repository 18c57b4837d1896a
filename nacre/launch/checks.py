"""What is wrong with a blueprint: each problem names the file, the item and the field."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from nacre.communities.funding import Answers, contradictions, misread
from nacre.communities.models import MOTIFS, Client, FundingRelationship
from nacre.components import registry
from nacre.components.registry import SLUG
from nacre.launch.blueprint import Blueprint, Said, blueprint_from, folder_of, read_files
from nacre.launch.course_checks import courses_wrong
from nacre.launch.problems import Problem, text_blocks_wrong

REQUIRED = {
    "community": "slug name short_name strapline about therapy_area theme client sections audiences",
    "news": "slug title standfirst topics days_ago body audience",
    "reviews": "slug title standfirst topics days_ago citation why_it_matters",
    "interviews": "slug title standfirst name role topics days_ago questions",
    "conference": "slug title standfirst speaker data_maturity topics",
    "resources": "slug title audience document",
}
SECTIONS_NEEDED = {
    "news": "news",
    "reviews": "journal-reviews",
    "interviews": "interviews",
    "conference": "conference-reports",
    "resources": "tools",
}
THEME = {"hue": (0, 360), "chroma": (0.0, 0.3), "corner": (0, 24), "motif_density": (1, 5)}


class BlueprintError(Exception):
    """A blueprint that cannot be launched, with everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read(slug: str) -> Blueprint:
    """The blueprint of that name or in that folder, sound; raises BlueprintError otherwise."""
    files, problems = _files(folder_of(slug))
    problems = problems or list(problems_in(files))
    if problems:
        raise BlueprintError(problems)
    return blueprint_from(files)


def _files(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    if not (folder / "community.yaml").exists():
        return {}, [Problem("community", "", "", f"there is no such file in {folder}.")]
    try:
        files = read_files(folder)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        name = Path(mark.name).stem if mark and mark.name.endswith(".yaml") else "a file"
        return {}, [
            Problem(name, where, "", f"is not YAML: {getattr(problem, 'problem', problem)}")
        ]
    wrong = [name for name, said in files.items() if not isinstance(said, dict)]
    return files, [Problem(name, "", "", "must be a mapping.") for name in wrong]


def problems_in(files: dict[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with the files of a blueprint."""
    early = list(_missing("community", "", files["community"]))
    if early:
        yield from early
        return
    found = blueprint_from(files)
    yield from _community(found.community)
    yield from _membership(found.community)
    yield from _items(found)
    unsound = list(courses_wrong(found))
    yield from unsound or _lead(found)


def _missing(file: str, item: str, said: Said) -> Iterator[Problem]:
    for field in REQUIRED[file].split():
        if field not in said or said[field] in (None, ""):
            yield Problem(file, item, field, "is missing.")


def _community(said: Said) -> Iterator[Problem]:
    def wrong(field: str, problem: str) -> Problem:
        return Problem("community", "", field, problem)

    if not SLUG.match(str(said["slug"])):
        yield wrong("slug", f"{said['slug']!r} is no slug: lower-case letters and hyphens.")
    if said["client"].get("kind") not in Client.Kind.values:
        yield wrong("client.kind", f"is not one of {', '.join(Client.Kind.values)}.")
    if said["theme"].get("motif") not in MOTIFS:
        yield wrong("theme.motif", f"is not one of {', '.join(MOTIFS)}.")
    if not any(audience.get("slug") == "public" for audience in said["audiences"]):
        yield wrong("audiences", "needs one with the slug 'public'.")
    yield from _ranges(said["theme"])
    yield from _components(said.get("components", []))
    yield from _funding(said)
    yield from _topics(said)


def _ranges(theme: Said) -> Iterator[Problem]:
    for field, (least, most) in THEME.items():
        if not least <= theme.get(field, least) <= most:
            problem = f"must lie between {least} and {most}."
            yield Problem("community", "", f"theme.{field}", problem)


def _components(slugs: list[str]) -> Iterator[Problem]:
    installed = {component.slug for component in registry.installed()}
    for slug in slugs:
        if slug not in installed:
            yield Problem("community", "", "components", f"{slug!r} is not installed.")


def _funding(said: Said) -> Iterator[Problem]:
    sponsors = {sponsor["slug"] for sponsor in said.get("sponsors", [])}
    areas = {"", *(section["slug"] for section in said["sections"])}
    for number, funding in enumerate(said.get("funding", []), 1):
        item = f"funding {number}"
        if funding.get("sponsor") not in sponsors:
            yield Problem("community", item, "sponsor", "is not among the sponsors.")
        if funding.get("scope", "area") not in FundingRelationship.Scope.values:
            yield Problem("community", item, "scope", "is nothing that can be funded.")
        if (funding.get("area") or "") not in areas:
            yield Problem("community", item, "area", f"{funding['area']!r} is no section.")
        yield from _answers(item, funding.get("answers"))


def _answers(item: str, said: Any) -> Iterator[Problem]:
    """What is wrong with the answers from which the label is made."""
    if not isinstance(said, dict):
        yield Problem("community", item, "answers", "are missing: the label is made from them.")
        return
    try:
        answers = Answers.read(said)
    except TypeError:
        yield Problem("community", item, "answers", "have a question that is not asked.")
        return
    for field, sentence in [*misread(answers)] or [*contradictions(answers)]:
        yield Problem("community", item, f"answers, {field}", sentence)


def _topics(said: Said) -> Iterator[Problem]:
    known: set[str] = set()
    for topic in said.get("topics", []):
        slug = str(topic.get("slug", ""))
        if not SLUG.match(slug) or slug in known:
            yield Problem("community", f"topic {slug}", "slug", "must be a slug of its own.")
        if topic.get("parent") and topic["parent"] not in known:
            yield Problem("community", f"topic {slug}", "parent", "must stand before its children.")
        known.add(slug)


def _membership(said: Said) -> Iterator[Problem]:
    membership = said.get("membership") or {}
    by_profession = sum(membership.get("professions", {}).values())
    if by_profession != membership.get("total", 0):
        yield Problem(
            "community", "membership", "total", f"is not the sum of professions, {by_profession}."
        )


def _items(found: Blueprint) -> Iterator[Problem]:
    topics = {topic["slug"] for topic in found.community.get("topics", [])}
    audiences = {audience["slug"] for audience in found.community["audiences"]}
    sections = {section["slug"] for section in found.community["sections"]}
    taken: set[tuple[str, str]] = set()
    for file, item in found.items():
        slug = str(item.get("slug", ""))
        needed = SECTIONS_NEEDED[file]
        if needed not in sections:
            yield Problem("community", "sections", needed, f"is needed by {file}.yaml.")
        if not SLUG.match(slug) or (needed, slug) in taken:
            yield Problem(file, slug, "slug", "must be a slug of its own.")
        taken.add((needed, slug))
        yield from _missing(file, slug, item)
        for topic in set(item.get("topics") or []) - topics:
            yield Problem(file, slug, "topics", f"{topic!r} is no topic of this community.")
        if item.get("audience", "public") not in audiences:
            yield Problem(file, slug, "audience", f"{item['audience']!r} is no audience here.")
        yield from text_blocks_wrong(file, slug, item.get("body") or [])
        if item.get("commentary_by") and item["commentary_by"] not in found.editors:
            yield Problem(file, slug, "commentary_by", "is no editor of this community.")


def _lead(found: Blueprint) -> Iterator[Problem]:
    items = [*(item for _, item in found.items()), *found.courses]
    if found.lead and found.lead not in {item.get("slug") for item in items}:
        yield Problem("pages", "", "lead", f"{found.lead!r} is the slug of no item.")
