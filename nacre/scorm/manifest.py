"""The manifest of a package: which standard, which organisation, and what is launched in which order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from nacre.scorm import limits
from nacre.scorm.archive import Archive, shown
from nacre.scorm.refusals import PackageRefused
from nacre.scorm.sequencing import collections_of, sequencing_of
from nacre.scorm.xml_tree import Node, read_xml

FILE = "imsmanifest.xml"
KNOWN = (
    (re.compile(r"^1\.2\b"), "1.2", "1.2"),
    (re.compile(r"^(cam )?1\.3\b", re.I), "2004", "2nd Edition"),
    (re.compile(r"2004\s*4th", re.I), "2004", "4th Edition"),
    (re.compile(r"2004\s*3rd", re.I), "2004", "3rd Edition"),
    (re.compile(r"2004\s*2nd", re.I), "2004", "2nd Edition"),
    (re.compile(r"^2004\b", re.I), "2004", ""),
)
NAMESPACES = (("adlcp_rootv1p2", "1.2", "1.2"), ("adlcp_v1p3", "2004", ""))
LONGEST_TITLE = 200


@dataclass
class Reading:
    """What is known while a manifest is read."""

    root: Node
    archive: Archive
    standard: str = ""
    resources: dict[str, tuple[Node, str]] = field(default_factory=dict)  # with the base of each
    manifests: dict[str, Node] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    items: int = 0

    def note(self, sentence: str) -> None:
        """Say something in the report that is no reason to refuse."""
        if sentence not in self.notes and len(self.notes) < 50:
            self.notes.append(sentence)


def read_manifest(archive: Archive) -> dict[str, Any]:
    """The manifest as plain data; refused with the element and the reason where it cannot be played."""
    root = read_xml(archive.read(FILE, limits.MANIFEST_BYTES), FILE)
    if root.name != "manifest":
        raise PackageRefused(f"{FILE} begins with <{root.name}> and not with <manifest>.")
    reading = Reading(root, archive, notes=archive.notes)
    standard, edition = standard_of(root)
    reading.standard = standard
    _index(reading, root, "")
    organization = _organization(reading)
    items = _items(reading, organization)
    if not any(True for item in walk(items) if item["launch"]):
        raise PackageRefused(
            f"The organization {shown(organization.get('identifier'))} in {FILE} has no item that "
            "can be launched. Publish the package again."
        )
    _check_files(reading)
    return {
        "identifier": root.get("identifier"),
        "version": root.get("version"),
        "standard": standard,
        "edition": edition,
        "title": _title(organization) or _general_title(root),
        "organization": organization.get("identifier"),
        "objectives_global": organization.get("objectivesglobaltosystem", "true") != "false",
        "sequencing": sequencing_of(organization) if standard == "2004" else {},
        "collections": collections_of(root) if standard == "2004" else {},
        "items": items,
        "notes": reading.notes,
    }


def walk(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every item of a tree, in order."""
    for item in items:
        yield item
        yield from walk(item["items"])


def launchable(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The items that can be launched, in order."""
    return [item for item in walk(manifest["items"]) if item["launch"]]


def standard_of(root: Node) -> tuple[str, str]:
    """The standard and its edition, by what the manifest says or else by its namespaces."""
    metadata = root.first("metadata")
    schema = metadata.text_of("schema") if metadata else ""
    said = metadata.text_of("schemaversion") if metadata else ""
    for pattern, standard, edition in KNOWN:
        if pattern.search(said):
            return standard, edition
    if said:
        raise PackageRefused(
            f"{FILE} says schemaversion {shown(said)}{f' of {schema}' if schema else ''}. Nacre plays "
            "SCORM 1.2 and SCORM 2004; publish the course for one of them."
        )
    spaces = " ".join(v for k, v in root.attributes.items() if k.startswith("xmlns"))
    for space, standard, edition in NAMESPACES:
        if space in spaces:
            return standard, edition
    raise PackageRefused(
        f"{FILE} does not say which SCORM it is: there is no <schemaversion> and no namespace of ADL. "
        "Publish the course for SCORM 1.2 or SCORM 2004."
    )


def _index(reading: Reading, manifest: Node, base: str) -> None:
    """Know the resources of a manifest and of those within it, each with its folder."""
    base = _joined(base, manifest.get("xml:base"), "manifest")
    for resources in manifest.all("resources"):
        folder = _joined(base, resources.get("xml:base"), "resources")
        for resource in resources.all("resource"):
            own = _joined(folder, resource.get("xml:base"), "resource")
            reading.resources.setdefault(resource.get("identifier"), (resource, own))
    for inner in manifest.all("manifest"):
        reading.manifests.setdefault(inner.get("identifier"), inner)
        _index(reading, inner, base)


def _joined(base: str, more: str, where: str) -> str:
    if not more:
        return base
    if urlsplit(more).scheme or more.startswith(("/", "\\")):
        raise PackageRefused(
            f"{FILE}: xml:base={shown(more)} of <{where}> leads out of the package. "
            "Everything a course needs must lie in it."
        )
    return base + more if more.endswith("/") else f"{base}{more}/"


def _organization(reading: Reading) -> Node:
    return _organization_of(reading.root)


def _organization_of(manifest: Node) -> Node:
    holder = manifest.first("organizations")
    found = list(holder.all("organization")) if holder else []
    if not found or holder is None:
        raise PackageRefused(
            f"{FILE} has no <organization>, so there is nothing to launch. Publish the course as a "
            "content aggregation (“SCORM package”), not as resources alone."
        )
    wanted = holder.get("default")
    return next((one for one in found if one.get("identifier") == wanted), found[0])


def _items(reading: Reading, parent: Node) -> list[dict[str, Any]]:
    found = [_item(reading, node) for node in parent.all("item")]
    return [item for item in found if item is not None]


def _item(reading: Reading, node: Node) -> dict[str, Any] | None:
    identifier = node.get("identifier")
    reading.items += 1
    if reading.items > limits.ITEMS:
        raise PackageRefused(f"{FILE} has more than {limits.ITEMS:,} items.")
    if not identifier:
        raise PackageRefused(f"{FILE}: an <item> has no identifier. Publish the package again.")
    if identifier in reading.seen:
        raise PackageRefused(f"{FILE}: two items have the identifier {shown(identifier)}.")
    reading.seen.add(identifier)
    launch, kind, below = "", "", _items(reading, node)
    wanted = node.get("identifierref")
    if wanted in reading.manifests and wanted not in reading.resources:
        below = below or _items(reading, _organization_of(reading.manifests[wanted]))
    elif wanted:
        launch, kind = _launch(reading, node, wanted)
    elif not below:
        reading.note(f"The item {shown(identifier)} has nothing to launch and is left out.")
        return None
    return {
        "id": identifier,
        "title": _title(node) or identifier,
        "visible": node.get("isvisible", "true").lower() not in {"false", "0"},
        "launch": launch,
        "kind": kind,
        **_facts(node, reading.standard),
        "items": below,
    }


def _title(node: Node) -> str:
    return " ".join(node.text_of("title").split())[:LONGEST_TITLE]


def _general_title(root: Node) -> str:
    for node in root.walk():
        if node.name == "general" and (title := node.first("title")):
            inner = [one.text for one in title.walk() if one.name in {"langstring", "string"}]
            return next((" ".join(text.split())[:LONGEST_TITLE] for text in inner if text), "")
    return ""


def _launch(reading: Reading, item: Node, wanted: str) -> tuple[str, str]:
    """Where an item starts, and whether it speaks to us (“sco”) or is only shown (“asset”)."""
    called = f"{FILE}: the item {shown(item.get('identifier'))}"
    if wanted not in reading.resources:
        raise PackageRefused(
            f"{called} refers to the resource {shown(wanted)}, which is not there. "
            "Publish the package again."
        )
    resource, base = reading.resources[wanted]
    href = resource.get("href")
    kind = "sco" if resource.get("scormtype").lower() == "sco" else "asset"
    if not href:
        raise PackageRefused(
            f"{called} refers to the resource {shown(wanted)}, which has no href and cannot be launched."
        )
    path, rest = _inside(f"{FILE}: the resource {shown(wanted)}", base, href)
    found = reading.archive.find(path)
    if found is None:
        raise PackageRefused(
            f"{called} starts with {shown(path)}, which is not in the package. Publish it again, and "
            "do not take files out of the zip."
        )
    if found != path:
        reading.note(f"{shown(path)} is written {shown(found)} in the zip; the latter is used.")
    return found + _with_parameters(rest, item.get("parameters")), kind


def _inside(called: str, base: str, href: str) -> tuple[str, str]:
    """The path within the package and what follows it (?…#…)."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or href.startswith(("//", "\\\\")):
        raise PackageRefused(
            f"{called} starts at {shown(href)}, which is not in the package. Courses on other "
            "servers are not played; the author must publish all of it."
        )
    path = unquote(base) + unquote(parts.path)
    steps: list[str] = []
    for step in path.replace("\\", "/").split("/"):
        if step == "..":
            if not steps:
                raise PackageRefused(f"{called} starts at {shown(href)}, outside of the package.")
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    if path.startswith("/"):
        raise PackageRefused(f"{called} starts at {shown(href)}, outside of the package.")
    rest = f"?{parts.query}" if parts.query else ""
    return "/".join(steps), rest + (f"#{parts.fragment}" if parts.fragment else "")


def _with_parameters(rest: str, parameters: str) -> str:
    """What the item adds to the address of its resource, as the standard joins the two."""
    extra = parameters.lstrip("?&")
    if not extra:
        return rest
    if extra.startswith("#"):
        return rest if "#" in rest else rest + extra
    query, mark, fragment = rest.partition("#")
    return f"{query}{'&' if query else '?'}{extra}{mark}{fragment}"


def _facts(node: Node, standard: str) -> dict[str, Any]:
    """What the standards let an item say beyond its title."""
    facts: dict[str, Any] = {
        "mastery_score": node.text_of("masteryscore"),
        "max_time": node.text_of("maxtimeallowed"),
        "time_limit_action": node.text_of("timelimitaction"),
        "data_from_lms": node.text_of("datafromlms"),
        "prerequisites": node.text_of("prerequisites"),
    }
    if standard == "2004":
        facts |= _facts_of_2004(node)
    return facts


def _facts_of_2004(node: Node) -> dict[str, Any]:
    threshold: dict[str, Any] = {}
    if (found := node.first("completionthreshold")) is not None:
        least = found.get("minprogressmeasure") or found.text
        by_measure = found.get("completedbymeasure", "true" if found.text else "false")
        threshold = {
            "completedByMeasure": by_measure.lower() in {"true", "1"},
            "minProgressMeasure": _number(least, 1.0),
            "progressWeight": _number(found.get("progressweight"), 1.0),
        }
    hidden = [n.text for n in node.walk_own("hidelmsui")]
    shared = [
        {
            "id": one.get("targetid"),
            "read": one.get("readshareddata", "true") != "false",
            "write": one.get("writeshareddata", "true") != "false",
        }
        for one in node.walk_own("map")
    ]
    return {
        "completion_threshold": threshold,
        "hide": hidden,
        "shared": shared,
        "sequencing": sequencing_of(node),
    }


def _number(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual


def _check_files(reading: Reading) -> None:
    """Say which listed files are missing; only what is launched must be there."""
    missing, outside = 0, 0
    for resource, base in reading.resources.values():
        for file in resource.all("file"):
            href = file.get("href")
            try:
                path, _rest = _inside("", base, href)
            except PackageRefused:
                outside += 1
                continue
            missing += bool(path) and reading.archive.find(path) is None
    if missing:
        are = "file that {} lists is" if missing == 1 else "files that {} lists are"
        reading.note(f"{missing:,} {are.format(FILE)} not in the package.")
    if outside:
        are = "file that {} lists lies" if outside == 1 else "files that {} lists lie"
        reading.note(f"{outside:,} {are.format(FILE)} outside of the package.")
