"""Files that mean harm, or are broken, are refused in a sentence."""

import io
import json
import random

import pytest

from nacre.evidence.readers import READERS, read_citations
from nacre.evidence.readers.xml_stream import DEEPEST
from nacre.evidence.records import FileRefused
from tests.evidence.readers import samples
from tests.evidence.readers.test_formats import SAMPLES, entries

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = (
    f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "ha">{LAUGHS}]>'
    "<PubmedArticleSet><PubmedArticle>&l9;</PubmedArticle></PubmedArticleSet>"
)
FETCHES = (
    '<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<PubmedArticleSet><PubmedArticle>&x;</PubmedArticle></PubmedArticleSet>"
)


def outcome(data: bytes, **options):
    """The entries, or the sentence of the refusal; nothing else may come."""
    try:
        return list(read_citations(io.BytesIO(data), **options))
    except FileRefused as refused:
        return str(refused)


@pytest.mark.parametrize("text", [BILLION_LAUGHS, FETCHES], ids=["laughs", "fetches"])
def test_entities_of_the_files_own_are_refused(text):
    [entry] = entries(text)
    assert entry.record is None
    assert "entities" in entry.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "web page"),
        (b"Dear all, please find attached", "none of the formats"),
        (b"%PDF-1.7\x00\x01", "a PDF"),
        (b"\x1f\x8b\x08\x00cut short", "compressed"),
        (b"PK\x03\x04\x00", "compressed"),
        (b'{"status":"failed","message":[{"type":"parameter-not-allowed"}]}', "refusal"),
        (b"[" * 100_000, "nested"),
        (b'{"DOI": ', "cannot be read"),
    ],
)
def test_what_is_no_citation_file_is_refused_in_words(data, words):
    assert words in outcome(data)


def test_elements_nested_without_end_are_refused():
    deep = "<PubmedArticleSet><PubmedArticle>" + "<b>" * (DEEPEST + 10)
    assert "deep" in entries(deep)[-1].reason


def test_a_file_that_was_cut_keeps_what_came_before_and_names_what_is_broken():
    cut = samples.PUBMED[: samples.PUBMED.index("Without a year")]
    good, bad = entries(cut)
    assert good.record.pmid == "90000001"
    assert (bad.number, bad.known_as) == (2, "PMID 90000002")
    assert "line" in bad.reason


def test_a_ris_record_without_its_end_is_refused():
    cut = samples.RIS[: samples.RIS.index("KW")]
    assert entries(cut)[0].reason == "It has no end (ER)."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["medline", "ris", "crossref"])
def test_a_text_file_is_read_in_the_encodings_that_programs_write(name, encoding):
    found = outcome(SAMPLES[name].encode(encoding))
    assert found[0].record.doi == "10.5555/ann.hep.1"


def test_what_an_old_windows_wrote_is_read():
    [entry, _] = outcome(samples.RIS.replace("Sean", "Se\u00e1n").encode("cp1252"))
    assert entry.record.authors[0].given == "Se\u00e1n Patrick"


def test_xml_in_an_unknown_or_a_wrong_encoding_is_refused():
    unknown = samples.PUBMED.replace('encoding="utf-8"', 'encoding="klingon"')
    assert outcome(unknown.encode())[-1].reason
    assert outcome(samples.PUBMED.encode("latin-1"))[-1].reason


@pytest.mark.parametrize("name", READERS)
def test_junk_is_refused_whatever_it_is_said_to_be(name):
    junk = random.Random(4).randbytes(10 * 1024 * 1024)  # noqa: S311 - the same junk each time
    for data in (junk, b"a" * len(junk), b"TY  - " * 100_000):
        found = outcome(data, format=name)
        assert isinstance(found, str) or not any(entry.record for entry in found)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_with_broken_bytes_never_raises_anything_else(name):
    whole = SAMPLES[name].encode()
    dice = random.Random(7)  # noqa: S311 - the same breakage each time
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        outcome(bytes(data[: dice.randint(0, len(data))]), format=name)


@pytest.mark.parametrize("bait", ["<title>", "<a b='", "BACKGROUND: ", "&amp;", "10.1234/"])
def test_a_text_made_to_be_slow_is_read_all_the_same(bait):
    work = {"DOI": "10.5555/a", "title": ["A"], "abstract": bait * 50_000}
    work["issued"] = {"date-parts": [[2001]]}
    assert entries(json.dumps(work))[0].record.title == "A"
    ris = samples.RIS.replace("OBJECTIVE:", bait * 50_000).replace(
        "UR  - ", f"UR  - {bait * 50_000}"
    )
    assert entries(ris)[0].record.doi == "10.5555/ann.hep.1"


def test_half_a_character_is_not_kept():
    work = '{"DOI": "10.5555/a", "title": ["A\\ud800 b"], "issued": {"date-parts": [[2001]]}}'
    assert entries(work)[0].record.title == "A b"


def test_markup_in_a_title_is_not_kept():
    title = "<script>alert(1)</script>A &lt;script src='x'&gt; trial"
    text = samples.RIS.replace("Effect of <i>ABCB4</i> on bile", title)
    assert "<script" not in entries(text)[0].record.title
