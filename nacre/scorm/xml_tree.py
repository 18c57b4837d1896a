"""A manifest's XML as plain elements, by local names, without anything that XML could fetch or run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from nacre.scorm import limits
from nacre.scorm.refusals import PackageRefused


@dataclass
class Node:
    """An element: its name and attributes without prefixes, in small letters."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(self.words).strip()

    def get(self, attribute: str, usual: str = "") -> str:
        """An attribute, by its name in small letters."""
        return self.attributes.get(attribute, usual).strip()

    def all(self, name: str) -> Iterator["Node"]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Node | None":
        """The first child of a name."""
        return next(self.all(name), None)

    def text_of(self, name: str, usual: str = "") -> str:
        """The text of the first child of a name."""
        found = self.first(name)
        return found.text if found else usual

    def walk(self) -> Iterator["Node"]:
        """The element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def walk_own(self, name: str) -> "Iterator[Node]":
        """The elements of a name below this one, but not those of items within it."""
        for child in self.children:
            if child.name == "item":
                continue
            if child.name == name:
                yield child
            yield from child.walk_own(name)


class _Reader:
    def __init__(self, called: str) -> None:
        self.called = called
        self.open: list[Node] = []
        self.root: Node | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.EntityDeclHandler = self.refuse_doctype

    def refuse_doctype(self, *args: object) -> None:
        raise PackageRefused(
            f"{self.called} has a DOCTYPE or declares entities, line "
            f"{self.parser.CurrentLineNumber}. A manifest needs none; delete it."
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= limits.DEPTH:
            raise PackageRefused(f"{self.called} is nested more than {limits.DEPTH} deep.")
        node = Node(_local(name), {_attribute(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, name: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].words.append(text)


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1].lower()


def _attribute(name: str) -> str:
    lowered = name.lower()
    if lowered == "xml:base" or lowered.startswith("xmlns"):
        return lowered
    return lowered.rsplit(":", 1)[-1]


def read_xml(content: bytes, called: str) -> Node:
    """The root element; a file that is not well-formed is refused with its line."""
    reader = _Reader(called)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise PackageRefused(
            f"{called} is not well-formed XML: {what}, line {error.lineno}. "
            "Publish the package again."
        ) from error
    except (ValueError, LookupError) as error:
        raise PackageRefused(
            f"{called} is in an encoding that cannot be read ({error}). Save it as UTF-8."
        ) from error
    if reader.root is None:
        raise PackageRefused(f"{called} is empty.")
    return reader.root
