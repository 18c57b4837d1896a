"""Abstracts and their parts, in one text (BACKGROUND: … RESULTS: …) or in the XML of journals."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from nacre.evidence.plain_text import plain
from nacre.evidence.readers.xml_stream import UNREAD, text_of, texts_in
from nacre.evidence.records import AbstractPart

_LABEL = re.compile(r"(?:^|(?<=[.!?)\]%] ))([A-Z][A-Z/&,' -]{3,70}): ")
FIRST = re.compile(
    r"^(BACKGROUND|OBJECTIVE|AIM|PURPOSE|INTRODUCTION|CONTEXT|IMPORTANCE|METHOD|RATIONALE|GOAL|"
    r"STUDY|DESIGN|HYPOTHESIS|QUESTION|SUMMARY|CASE|PATIENT|DATA|RESULT|SIGNIFICANCE)"
)
_NO_TEXT = re.compile(r"^(?:doi:\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+$", re.I)
STRESSED = frozenset({"bold", "italic", "sc", "underline"})
# Reference managers and Scopus write them small: Background: … Methods: …
_WORD = (
    r"(?:Backgrounds?|Introduction|Context|Importance|Rationale|Objectives?|Aims?|Purposes?|Goals?|"
    r"Hypothesis|Questions?|Materials?|Methods?|Methodology|Design|Setting|Patients?|Cases?(?: presentation| report)?|Participants|"
    r"Subjects|Interventions?|Exposures?|Measurements?|(?:Main )?[Oo]utcomes?(?: [Mm]easures?)?|"
    r"Data sources|Results?|Findings|Interpretation|Conclusions?|Discussion|Limitations?|"
    r"Significance|Implications|Relevance|Funding|(?:Trial registration|Registration))"
)
_SMALL = re.compile(
    rf"(?:^|(?<=[.!?)\]%] ))({_WORD}(?:(?: and | & |, ?|/)(?i:{_WORD}|study design|setting))*): "
)
_HEAD = re.compile(rf"^{_WORD}(?:(?: and | & |, ?|/)(?i:{_WORD}))*\s?[.:]", re.I)


def parted(text: str) -> tuple[AbstractPart, ...]:
    """The parts by their labels; without any, the abstract is one part."""
    words = plain(text)
    if not words:
        return ()
    marks = list(_LABEL.finditer(words))
    marks = marks if any(FIRST.match(mark[1]) for mark in marks) else []
    if not marks and len(small := list(_SMALL.finditer(words))) > 1:
        marks = small
    if not marks or marks[0].start():
        return (AbstractPart(text=words),)
    ends = [mark.start() for mark in marks[1:]] + [len(words)]
    parts = (
        AbstractPart(text=words[mark.end() : end].strip(), label=mark[1].strip())
        for mark, end in zip(marks, ends, strict=True)
    )
    return tuple(part for part in parts if part.text)


def parts_of(abstract: Element) -> tuple[AbstractPart, ...]:
    """The parts of an abstract in JATS: sections, or paragraphs that begin with their label."""
    blocks = [child for child in abstract if child.tag not in UNREAD | {"title", "label"}]
    if not any(child.tag in {"sec", "p", "list"} for child in blocks):
        heading = "".join(text_of(child) for child in abstract if child.tag in {"title", "label"})
        return parted(text_of(abstract).removeprefix(heading))
    parts = (part for child in blocks for part in _parts_in(child))
    return tuple(part for part in parts if part.text and not _NO_TEXT.match(part.text))


def _parts_in(block: Element) -> Iterator[AbstractPart]:
    if block.tag == "sec":
        label = next(
            (words for tag in ("title", "label") if (words := text_of(block.find(tag)))), ""
        )
        words = " ".join(text_of(part) for part in block if part.tag not in {"title", "label"})
        yield AbstractPart(text=words.strip(), label=label.rstrip(":"))
        return
    label, texts = "", [block.text or ""]
    for child in block:
        words = text_of(child)
        if child.tag in STRESSED and is_label(f"{words}{(child.tail or '').lstrip()[:1]}"):
            yield from _part(label, texts)
            label, texts = words.rstrip(" .:"), [(child.tail or "").lstrip(" .:")]
        else:
            texts += [*([] if child.tag in UNREAD else texts_in(child)), child.tail or ""]
    yield from _part(label, texts)


def _part(label: str, texts: list[str]) -> Iterator[AbstractPart]:
    words = plain("".join(texts))
    yield from [AbstractPart(text=words, label=label)] if label else parted(words)


def is_label(text: str) -> bool:
    """Whether these words name a part of an abstract, as in “Aims.” or “Methods and results:”."""
    return bool(_HEAD.match(text))
