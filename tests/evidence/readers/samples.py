"""Citation files of our own: invented papers, in each of the formats."""

PUBMED = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"
 "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">90000001</PMID>
<Article><Journal><ISSN IssnType="Print">1234-567x</ISSN><JournalIssue><Volume>12</Volume>
<Issue>Suppl 1</Issue><PubDate><MedlineDate>2001 Nov-Dec</MedlineDate></PubDate></JournalIssue>
<Title>Annals of invented hepatology</Title><ISOAbbreviation>Ann. Invent. Hepatol.</ISOAbbreviation>
</Journal><ArticleTitle>Effect of <i>ABCB4</i> on H<sub>2</sub>O &amp; bile: a trial.</ArticleTitle>
<Pagination><StartPage>1317</StartPage><EndPage>1325</EndPage></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/ANN.Hep.1</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Little is known.</AbstractText>
<AbstractText Label="RESULTS">It fell by <b>5</b>%.</AbstractText></Abstract>
<AuthorList><Author ValidYN="Y"><LastName>O'Brien</LastName><ForeName>Se\u00e1n Patrick</ForeName>
<Initials>SP</Initials><Suffix>Jr</Suffix></Author>
<Author ValidYN="N"><LastName>Misspelt</LastName><Initials>M</Initials></Author>
<Author><CollectiveName>Invented Liver Study Group</CollectiveName></Author></AuthorList>
<PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType>
</PublicationTypeList></Article>
<MedlineJournalInfo><MedlineTA>Ann Invent Hepatol</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>Ann Invent Hepatol. 2003 Jan;14(1):9. doi: 10.5555/ann.hep.9.</RefSource>
<PMID>90000009</PMID></CommentsCorrections>
<CommentsCorrections RefType="Cites"><RefSource>Elsewhere</RefSource></CommentsCorrections>
</CommentsCorrectionsList>
<MeshHeadingList><MeshHeading>
<DescriptorName UI="D008103" MajorTopicYN="N">Liver Cirrhosis</DescriptorName>
<QualifierName UI="Q000188" MajorTopicYN="Y">drug therapy</QualifierName></MeshHeading>
</MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC7654321</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>90000002</PMID><Article><Journal><JournalIssue/>
<Title>Annals</Title></Journal><ArticleTitle>Without a year</ArticleTitle></Article>
</MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>90000003</PMID><Article><Journal><JournalIssue><PubDate>
<Year>1990</Year><Season>Spring</Season></PubDate></JournalIssue><Title>Annals</Title></Journal>
<ArticleTitle>In spring</ArticleTitle></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""

MEDLINE = """
PMID- 90000001
IS  - 1234-567X (Print)
IS  - 2234-5678 (Electronic)
VI  - 12
IP  - 3
DP  - 2001 Nov-Dec
TI  - Effect of ABCB4 on bile in people
      who were invented.
PG  - 1317-25
LID - 10.5555/ANN.Hep.1 [doi]
AB  - BACKGROUND: Little is known.
      METHODS: We looked. RESULTS: It fell (DNA: none).
FAU - O'Brien, Sean Patrick Jr
AU  - O'Brien SP Jr
AU  - Solo A
CN  - Invented Liver Study Group
PT  - Journal Article
TA  - Ann Invent Hepatol
JT  - Annals of invented hepatology
PMC - PMC7654321
MH  - *Liver Cirrhosis/diagnosis/*drug therapy
MH  - Humans
RIN - Ann Invent Hepatol. 2003 Jan;14(1):9. PMID: 90000009

PMID- 90000002
TI  - Without a year
"""

RIS = """TY  - JOUR
AU  - O'Brien, Sean Patrick, Jr.
AU  - Invented Liver Study Group
TI  - Effect of <i>ABCB4</i> on bile
JF  - Annals of invented hepatology
JA  - Ann. Invent. Hepatol.
PY  - 2001
DA  - 2001/11/05/
VL  - 12
IS  - 3
SP  - 1317
EP  - 1325
SN  - 1234-567X
DO  - https://doi.org/10.5555/ANN.Hep.1
UR  - https://pubmed.ncbi.nlm.nih.gov/90000001/
AB  - OBJECTIVE: To know. RESULTS: It fell.
KW  - bile
ER  -

TY  - JOUR
TI  - Without a year
DO  - 10.5555/no.year
ER  -
"""

CROSSREF = """{"status": "ok", "message-type": "work-list", "message": {"items": [
{"DOI": "10.5555/ANN.Hep.1", "title": ["Effect of &lt;i&gt;ABCB4&lt;/i&gt; on\\n  bile"],
 "type": "journal-article", "container-title": ["Annals of invented hepatology"],
 "short-container-title": ["Ann. Invent. Hepatol."], "volume": "12", "issue": "3",
 "page": "1317-1325", "issn-type": [{"type": "print", "value": "1234-567X"}],
 "issued": {"date-parts": [[2001, 11]]},
 "author": [{"given": "Se\u00e1n Patrick", "family": "O'Brien", "suffix": "Jr."},
            {"name": "Invented Liver Study Group"}],
 "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>p &lt; 0.05</jats:p></jats:sec>",
 "updated-by": [{"DOI": "10.5555/ann.hep.9", "type": "retraction", "source": "publisher"},
                {"DOI": "10.5555/ANN.hep.9", "type": "retraction", "source": "retraction-watch"}]},
{"DOI": "10.5555/no.year", "title": ["Without a year"], "issued": {"date-parts": [[null]]}},
{"DOI": "10.5555/odd", "title": ["Odd"], "issued": "yesterday"},
"a word"]}}
"""

JATS = """<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="retraction"><front><journal-meta>
<journal-id journal-id-type="nlm-ta">Ann Invent Hepatol</journal-id><journal-title-group>
<journal-title>Annals of invented hepatology</journal-title></journal-title-group>
<issn pub-type="epub">2234-5678</issn></journal-meta><article-meta>
<article-id pub-id-type="pmid">90000001</article-id><article-id pub-id-type="pmc">7654321</article-id>
<article-id pub-id-type="doi">10.5555/ANN.Hep.1</article-id><title-group>
<article-title>Caf&eacute; and <italic>ABCB4</italic><xref>*</xref></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>O'Brien</surname>
<given-names>Sean Patrick</given-names><suffix>Jr</suffix></name></contrib>
<contrib contrib-type="author"><collab>Invented Liver Study Group<contrib-group><contrib
 contrib-type="author"><name><surname>Member</surname></name></contrib></contrib-group></collab>
</contrib><contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib>
</contrib-group><pub-date pub-type="collection"><year>2001</year></pub-date>
<pub-date pub-type="epub"><day>5</day><month>11</month><year>2001</year></pub-date>
<volume>12</volume><elocation-id>e217</elocation-id>
<related-article related-article-type="retracted-article" ext-link-type="doi"
 xlink:href="10.5555/ann.hep.0"/>
<abstract><sec><title>Background</title><p>Little is known.</p></sec>
<sec><title>Results</title><p>It fell.</p><p>A lot.</p></sec></abstract>
<abstract abstract-type="teaser"><p>Read on.</p></abstract></article-meta></front>
<body><p>Not read.</p></body></article>
"""
