"""What strangers hide in titles, names, abstracts and links: none of it is kept."""

import json
import re
from dataclasses import asdict

import pytest

from nacre.evidence.readers import READERS
from tests.evidence.readers.test_hostile_files import outcome

# Where a hostile text is put in a file of each format. The XML ones are escaped first, or not.
PLACES = {
    "pubmed": """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal>
<JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue><Title>J @</Title></Journal>
<ArticleTitle>T @</ArticleTitle><Abstract><AbstractText Label="AIM">A @</AbstractText></Abstract>
<ELocationID EIdType="doi">10.5555/@</ELocationID><AuthorList><Author><LastName>N @</LastName>
</Author></AuthorList></Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>R @</RefSource></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>
</PubmedArticle></PubmedArticleSet>""",
    "jats": """<article><front><journal-meta><journal-title>J @</journal-title></journal-meta>
<article-meta><article-id pub-id-type="doi">10.5555/@</article-id><title-group>
<article-title>T @</article-title></title-group><contrib-group><contrib><collab>N @</collab>
</contrib></contrib-group><pub-date><year>2020</year></pub-date>
<abstract><p>A @</p></abstract></article-meta></front></article>""",
    "feed": """<rss version="2.0"><channel><item><title>T @</title><link>@</link>
<description>A @</description><creator>N @</creator><source>J @</source><guid>10.5555/@</guid>
<date>2020-01-01</date></item></channel></rss>""",
    "medline": "PMID- 1\nTI  - T @\nDP  - 2020\nTA  - J @\nAB  - A @\nAU  - N @\nLID - 10.5555/@ [doi]\n"
    "RIN - R @\n",
    "ris": "TY  - JOUR\nTI  - T @\nPY  - 2020\nJF  - J @\nAB  - A @\nAU  - N @\nUR  - @\n"
    "DO  - 10.5555/@\nKW  - K @\nER  - \n",
    "bibtex": "@article{k, title = {T @}, journal = {J @}, author = {N @}, abstract = {A @},\n"
    "year = 2020, url = {@}, doi = {10.5555/@}}\n",
    "crossref": json.dumps(
        {
            "DOI": "10.5555/@", "title": ["T @"], "container-title": ["J @"], "abstract": "A @",
            "author": [{"name": "N @"}], "issued": {"date-parts": [[2020]]}, "URL": "@",
            "subject": ["K @"], "link": [{"URL": "@"}],
        }
    ),
}  # fmt: skip
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "cut script": "<script src=//example.org/x",
    "nested script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "spaced script": "< script >alert(1)</ script >",
    "image": "<img src=x onerror=alert(1)>",
    "vector": "<svg/onload=alert(1)>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "escaped twice": "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "script link": "javascript:alert(1)",
    "split link": "java\tscript:alert(1)",
    "data link": "data:text/html;base64,PHNjcmlwdD4=",
    "anchor": "<a href='javascript:alert(1)'>x</a>",
    "style": "<style>*{background:url(javascript:alert(1))}</style>",
    "latex": "\\href{javascript:alert(1)}{x}\\write18{ls}\\input{/etc/passwd}",
    "null": "a\x00b",
    "many": "<" * 5000,
}
DANGER = re.compile(
    r"<\s*/?\s*(?:script|img|svg|iframe|style|object)|(?:java|vb)script\s*:|data:\s*text/html|\bonerror\s*=.*>|[\x00]|root:",
    re.I,
)
XML = {"pubmed", "jats", "feed"}


def files():
    """More than a hundred files by name."""
    for name, place in PLACES.items():
        for title, payload in PAYLOADS.items():
            words = payload
            if name == "crossref":
                words = json.dumps(payload)[1:-1]
            yield name, title, place.replace("@", words)
            if name in XML:
                escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                yield name, f"{title}, escaped", place.replace("@", escaped)
                yield name, f"{title}, as data", place.replace("@", f"<![CDATA[{payload}]]>")


@pytest.mark.parametrize(
    ("name", "text"), [pytest.param(n, text, id=f"{n}: {title}") for n, title, text in files()]
)
def test_a_hostile_text_is_read_without_what_would_run_or_is_refused(name, text):
    for format_ in (name, "auto"):
        found = outcome(text.encode(), format=format_)
        if isinstance(found, str):
            assert found
            continue
        for entry in found:
            assert entry.record or entry.reason
            assert not DANGER.search(entry.reason + entry.known_as)
            if entry.record:
                assert not DANGER.search(json.dumps(asdict(entry.record), ensure_ascii=False))


def test_there_are_more_than_fifty_hostile_files_and_every_format_has_its_share():
    assert set(PLACES) == set(READERS)
    assert len(list(files())) > 100


@pytest.mark.parametrize("name", PLACES)
def test_a_file_in_another_encoding_than_it_says_never_raises(name):
    text = PLACES[name].replace("@", "\u4e2d")
    for encoding in ("utf-16", "utf-32", "utf-7", "utf-16-be", "gb18030", "shift_jis"):
        found = outcome(text.encode(encoding), format=name)
        assert isinstance(found, str) or all(entry.record or entry.reason for entry in found)


@pytest.mark.parametrize("name", PLACES)
def test_a_field_of_a_million_letters_is_kept_whole_or_refused(name):
    found = outcome(PLACES[name].replace("@", "long " * 200_000).encode(), format=name)
    assert isinstance(found, str) or all(entry.record or entry.reason for entry in found)
