"""JATS as journals write it, with odd but legal features."""

import pytest

from tests.evidence.readers.test_formats import entries

FRONT = """<front><journal-meta><journal-title>Inv. J.</journal-title>{journal}</journal-meta>
<article-meta>{ids}<title-group>{title}</title-group><contrib-group>{who}</contrib-group>{date}{more}
</article-meta></front>"""
PLAIN = {
    "journal": "", "ids": "", "title": "<article-title>A</article-title>", "who": "",
    "date": "<pub-date><year>2020</year></pub-date>", "more": "",
}  # fmt: skip


def from_jats(around="article", **parts):
    """The one record of an article."""
    [entry] = entries(f"<{around}>{FRONT.format(**(PLAIN | parts))}<body/></{around.split()[0]}>")
    return entry.record


@pytest.mark.parametrize(
    ("who", "authors"),
    [
        ("<contrib><string-name><given-names>Ana</given-names> <surname>Gil</surname>"
         "</string-name></contrib>", ["Gil A"]),
        ("<contrib><string-name>Gil, Ana</string-name></contrib>", ["Gil A"]),
        ("<contrib><name-alternatives><name><surname>Li</surname><given-names>Wei</given-names>"
         "</name><name xml:lang='zh'><surname>\u674e</surname></name></name-alternatives></contrib>",
         ["Li W"]),
        ("<contrib><name name-style='given-only'><given-names>Plato</given-names></name></contrib>",
         ["Plato"]),
        ("<contrib><collab-alternatives><collab>Group A</collab></collab-alternatives></contrib>",
         ["Group A"]),
        ("<contrib><collab>The <italic>B</italic> Group<xref>1</xref></collab></contrib>",
         ["The B Group"]),
        ("<contrib><anonymous/></contrib>", []),
        ("<contrib><name><surname>A</surname></name></contrib>"
         "<on-behalf-of>on behalf of the C Group</on-behalf-of>", ["A", "C Group"]),
        ("</contrib-group><contrib-group content-type='editors'><contrib><name><surname>Ed</surname>"
         "</name></contrib>", []),
        ("<contrib><name><surname>for the D Initiative</surname></name></contrib>",
         ["D Initiative"]),
        ("<contrib contrib-type='collaboration'><collab>(The E Team)</collab></contrib>",
         ["The E Team"]),
        ("<contrib contrib-type='collab'><collab>The F Team<contrib-group><contrib><name><surname>F"
         "</surname></name></contrib></contrib-group></collab></contrib>", ["The F Team"]),
        ("<contrib contrib-type='reviewer'><name><surname>R</surname></name></contrib>", []),
    ],
)  # fmt: skip
def test_authors_of_jats_are_those_of_the_byline(who, authors):
    assert [str(author) for author in from_jats(who=who).authors] == authors


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("<pub-date date-type='retracted' publication-format='electronic'><year>2023</year></pub-date>"
         "<pub-date date-type='pub' publication-format='electronic'><day>5</day><month>3</month>"
         "<year>2020</year></pub-date>", "2020 Mar 5"),
        ("<pub-date pub-type='pmc-release'><year>2022</year></pub-date>"
         "<pub-date pub-type='ppub'><month>12</month><year>2021</year></pub-date>", "2021 Dec"),
        ("<pub-date><season>Jan-Feb</season><year>2020</year></pub-date>", "2020 Jan-Feb"),
        ("<pub-date><season>Winter</season><year>2020</year></pub-date>", "2020 Winter"),
        ("<pub-date><string-date>March 2020</string-date></pub-date>", "2020 Mar"),
    ],
)  # fmt: skip
def test_a_date_of_jats_is_the_day_it_came_out(date, printed):
    assert from_jats(date=date).issued.text == printed


@pytest.mark.parametrize(
    ("parts", "field", "read"),
    [
        ({"title": "<article-title>A</article-title><subtitle>a trial</subtitle>"}, "title",
         "A: a trial"),
        ({"title": "<article-title>A</article-title><trans-title-group><trans-title>B</trans-title>"
          "</trans-title-group>"}, "title", "A"),
        ({"title": "<article-title>x<inline-formula><alternatives><tex-math>\\alpha</tex-math>"
          "<math><mi>\u03b1</mi><annotation>tex</annotation></math></alternatives></inline-formula>"
          "</article-title>"}, "title", "x\u03b1"),
        ({"more": "<volume>3</volume><supplement>Suppl 1</supplement>"}, "issue", "Suppl 1"),
        ({"more": "<elocation-id>e7</elocation-id>"}, "pages", "e7"),
        ({"ids": "<article-id pub-id-type='pmcid'>PMC5</article-id>"}, "pmcid", "PMC5"),
        ({"journal": "<issn publication-format='electronic'>2222-333x</issn>"}, "issn_e",
         "2222-333X"),
    ],
)  # fmt: skip
def test_a_front_of_jats_is_read_as_meant(parts, field, read):
    assert getattr(from_jats(**parts), field) == read


def test_parts_within_parts_of_an_abstract_are_read():
    more = "<abstract><sec><title>Methods:</title><sec><title>Who</title><p>All.</p></sec></sec></abstract>"
    [part] = from_jats(more=more).abstract
    assert (part.label, part.text) == ("Methods", "Who All.")


def test_a_retraction_notice_names_what_it_retracts():
    more = (
        '<related-article related-article-type="retracted-article" ext-link-type="doi" '
        'x:href="https://doi.org/10.5555/Old"/>'
    )
    paper = from_jats(around="article xmlns:x='http://www.w3.org/1999/xlink'", more=more)
    assert [(link.kind, link.doi) for link in paper.links] == [("retraction_of", "10.5555/old")]


def test_articles_of_a_set_and_of_a_namespace_are_read():
    one = f"<article>{FRONT.format(**PLAIN)}</article>"
    assert len(entries(f"<article-set>{one}{one}</article-set>")) == 2
    spaced = one.replace("</", "</j:").replace("<j:/", "</")
    spaced = "".join(
        f"<{'' if bit.startswith(('/j:', '!')) else 'j:'}{bit}" if bit else ""
        for bit in spaced.split("<")
    )
    [entry] = entries(spaced.replace("<j:article>", "<j:article xmlns:j='urn:j'>", 1))
    assert entry.record.title == "A"


@pytest.mark.parametrize(
    ("abstract", "parts"),
    [
        ("bare words, <italic>p</italic> &lt; 0.05", [("", "bare words, p < 0.05")]),
        ("<title>Abstract</title><p><italic>Context. </italic>One.</p><p><bold>Aims</bold>: Two "
         "<italic>in </italic>three.</p>", [("Context", "One."), ("Aims", "Two in three.")]),
        ("<p><bold>Objective:</bold> One. <bold>Results:</bold> Two.</p>",
         [("Objective", "One."), ("Results", "Two.")]),
        ("<sec><label>METHODS:</label><p>One.</p></sec>", [("METHODS", "One.")]),
        ("<object-id>10.5555/x.1</object-id><p>One.</p><p>DOI: https://doi.org/10.5555/x.1</p>",
         [("", "One.")]),
        ("<p><italic>Listeria</italic>. is no label</p>", [("", "Listeria. is no label")]),
    ],
)  # fmt: skip
def test_an_abstract_of_jats_has_its_parts(abstract, parts):
    found = from_jats(more=f"<abstract>{abstract}</abstract>").abstract
    assert [(part.label, part.text) for part in found] == parts


def test_a_journal_without_a_title_is_its_abbreviation_and_a_bare_issn_is_in_print():
    journal = "<journal-id journal-id-type='nlm-ta'>Inv J</journal-id><issn>1111-2222</issn>"
    [entry] = entries(
        f"<article>{FRONT.format(**(PLAIN | {'journal': journal}))}</article>".replace(
            "<journal-title>Inv. J.</journal-title>", ""
        )
    )
    assert (entry.record.journal, entry.record.issn_print) == ("Inv J", "1111-2222")


def test_a_retraction_names_its_paper_by_an_address_of_info_doi():
    related = (
        "<related-article related-article-type='retracted-article' href='info:doi/10.5555/gone'/>"
    )
    [link] = from_jats(more=related).links
    assert (link.kind, link.doi) == ("retraction_of", "10.5555/gone")
