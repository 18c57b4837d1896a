"""XML of strangers, read record by record: no entities, no network, no more than fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html.entities import html5
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from nacre.evidence.plain_text import plain
from nacre.evidence.records import CitationRecord, Entry, FileRefused, entry_of

CHUNK = 64 * 1024
DEEPEST = 100
LARGEST_RECORD = 8 * 1024 * 1024
# Formulas say the same twice, for programs; notes and programs are not the text.
UNREAD = frozenset(
    {"tex-math", "annotation", "annotation-xml", "xref", "fn", "object-id", "script", "style"}
)


@dataclass(frozen=True)
class Piece:
    """One record of the file, whole or as far as it could be read."""

    number: int
    element: Element | None
    around: dict[str, str]
    trouble: str = ""
    line: int = 0  # of the file, where it begins


class _Builder:
    """Builds the tree of one record at a time, and of nothing between."""

    def __init__(self, tags: frozenset[str]) -> None:
        self.tags, self.number, self.done = tags, 0, list[Piece]()
        self.tree: TreeBuilder | None = None
        self.root: Element | None = None
        self.attributes: list[dict[str, str]] = []
        self.opened_at = self.starts_at = self.line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.refuse_entities
        self.parser.SkippedEntityHandler = self.name_character

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens; a record begins where one of the tags stands."""
        tag = name.rpartition(":")[2]
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if len(self.attributes) >= DEEPEST:
            raise FileRefused(f"Elements are nested more than {DEEPEST} deep.")
        if self.tree is None and tag in self.tags:
            self.tree, self.root, self.number = TreeBuilder(), None, self.number + 1
            self.opened_at, self.starts_at = len(self.attributes), self.parser.CurrentByteIndex
            self.line = self.parser.CurrentLineNumber
        self.attributes.append(own)
        if self.tree is not None:
            element = self.tree.start(tag, own)
            self.root = element if self.root is None else self.root

    def end(self, name: str) -> None:
        """An element closes, and with it perhaps the record."""
        self.attributes.pop()
        if self.tree is None:
            return
        self.tree.end(name.rpartition(":")[2])
        if len(self.attributes) == self.opened_at:
            around = self.attributes[-1] if self.attributes else {}
            self.done.append(Piece(self.number, self.root, around, line=self.line))
            self.tree = self.root = None

    def data(self, text: str) -> None:
        """Text of the record."""
        if self.tree is None:
            return
        if self.parser.CurrentByteIndex - self.starts_at > LARGEST_RECORD:
            raise FileRefused(f"Record {self.number} is larger than 8 MB.")
        self.tree.data(text)

    def refuse_entities(self, *_: object) -> None:
        """Entities of the file's own can grow without end or fetch what they name."""
        raise FileRefused("It declares entities of its own, which is not safe to read.")

    def name_character(self, name: str, is_parameter: bool) -> None:
        """A character by its name, as in the doctypes of journals: &eacute;."""
        if not is_parameter:
            self.data(html5.get(f"{name};", ""))

    def taken(self) -> list[Piece]:
        """The records that are complete since the last time."""
        done, self.done = self.done, []
        return done


def pieces(
    source: BinaryIO, *, tags: frozenset[str], on_progress: Callable[[int], None]
) -> Iterator[Piece]:
    """Each record of the file; what stops the reading is the trouble of the last piece."""
    builder = _Builder(tags)
    trouble = ""
    while not trouble:
        chunk = source.read(CHUNK)
        try:
            builder.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            trouble = f"The XML cannot be read from line {error.lineno} on: {what}."
        except FileRefused as refused:
            trouble = str(refused)
        except (ValueError, LookupError) as error:
            trouble = f"The XML cannot be read: {plain(error)}."
        yield from builder.taken()
        if not chunk:
            break
        on_progress(len(chunk))
    if trouble:
        is_within = builder.root is not None
        line = builder.line if is_within else builder.parser.CurrentLineNumber
        yield Piece(builder.number + (not is_within), builder.root, {}, trouble, line)


def text_of(element: Element | None) -> str:
    """All text within an element as one line, without markup and without TeX."""
    if element is None:
        return ""
    return plain("".join(texts_in(element)))


def texts_in(element: Element) -> Iterator[str]:
    """The pieces of text within an element, with the spaces between them."""
    yield element.text or ""
    for child in element:
        if child.tag.lower() not in UNREAD:
            yield from texts_in(child)
        if child.tag in {"break", "p", "title"}:
            yield " "
        yield child.tail or ""


def entries(
    source: BinaryIO,
    *,
    tags: frozenset[str],
    read_record: Callable[[Element, dict[str, str]], CitationRecord],
    read_name: Callable[[Element], str],
    on_progress: Callable[[int], None],
) -> Iterator[Entry]:
    """Each record of an XML file as a citation, or with the reason why it is none."""
    for piece in pieces(source, tags=tags, on_progress=on_progress):
        name = read_name(piece.element) if piece.element is not None else ""
        if piece.trouble or piece.element is None:
            yield Entry(piece.number, reason=piece.trouble, known_as=name)
            continue
        element, around = piece.element, piece.around
        yield entry_of(piece.number, name, partial(read_record, element, around))
