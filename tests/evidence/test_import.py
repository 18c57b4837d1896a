"""Citations from files: each paper once, gaps filled, bad records told."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.evidence import actions
from nacre.evidence.models import Citation
from tests.evidence.readers import samples

ALL = [samples.PUBMED, samples.MEDLINE, samples.RIS, samples.CROSSREF, samples.JATS]
BARE = samples.RIS.replace("DO  -", "XX  -").replace("UR  -", "XX  -")
LONG = samples.RIS.replace("VL  - 12", "VL  - " + "9" * 21)


def take_in(text, **options):
    """What became of each record of a file."""
    told = []
    actions.import_citations(source=io.BytesIO(text.encode()), tell=told.append, **options)
    return [(one.outcome, one.reason) for one in told]


@pytest.fixture
def files(tmp_path) -> list[str]:
    """Our samples as files."""
    paths = [tmp_path / f"{number}.txt" for number in range(len(ALL))]
    for path, text in zip(paths, ALL, strict=True):
        path.write_text(text)
    return [str(path) for path in paths]


@pytest.mark.django_db
@pytest.mark.parametrize("order", [ALL, ALL[::-1]], ids=["pubmed first", "jats first"])
def test_a_paper_is_one_citation_whatever_files_it_comes_in(order):
    first = [take_in(text) for text in order]
    assert Citation.objects.filter(doi="10.5555/ann.hep.1").count() == 1
    paper = Citation.objects.get(doi="10.5555/ann.hep.1")
    assert paper.pmid == "90000001"
    assert paper.details["headings"][0]["name"] == "Liver Cirrhosis"
    assert {link["kind"] for link in paper.details["links"]} == {"retracted_by", "retraction_of"}
    before = list(Citation.objects.order_by("pk").values())
    again = [take_in(text) for text in order]
    assert before == list(Citation.objects.order_by("pk").values())
    assert {outcome for told in again for outcome, _ in told} == {"unchanged", "refused"}
    assert ("new", "") in first[0]


@pytest.mark.django_db
def test_what_a_person_wrote_stays_and_gaps_are_filled(liver):
    facts = {"title": "Our title", "journal_abbrev": "Ours", "year": 2001}
    actions.add_citation(doi="10.5555/ANN.hep.1", shelf=liver, **facts)
    assert take_in(samples.RIS)[0] == ("completed", "")
    paper = Citation.objects.get()
    assert (paper.title, paper.journal_abbrev) == ("Our title", "Ours")
    assert (paper.volume, paper.pages, paper.pmid) == ("12", "1317-1325", "90000001")


@pytest.mark.django_db
def test_a_span_of_months_is_printed_as_it_was_said():
    take_in(samples.PUBMED)
    paper = Citation.objects.get(pmid="90000001")
    assert "2001 Nov-Dec;12(Suppl 1):1317-25." in paper.vancouver()
    assert "1990 Spring." in Citation.objects.get(pmid="90000003").vancouver()


@pytest.mark.django_db
def test_a_paper_that_its_record_calls_retracted_says_so_once():
    take_in(samples.PUBMED)
    paper = Citation.objects.get(pmid="90000001")
    assert paper.is_retracted
    assert "2003 Jan;14(1):9" in paper.standing
    actions.restate_citation(citation=paper, status="ok")
    take_in(samples.PUBMED)
    assert not Citation.objects.get(pmid="90000001").is_retracted


@pytest.mark.django_db
def test_a_notice_does_not_stand_for_the_paper_it_is_about():
    take_in(samples.JATS)
    assert Citation.objects.get().status == Citation.Status.OK


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BARE.replace("AU  -", "XX  -"), "neither a DOI nor"),
        (BARE.replace("Effect of <i>ABCB4</i> on bile", "Editorial"), "neither a DOI nor"),
        (BARE.replace("Effect of", "Effect of " * 300), "title is longer than 2,000"),
        (samples.RIS.replace("JF  -", "XX  -").replace("JA  -", "XX  -"), "names no journal"),
        (LONG, "volume is longer than 20"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_its_reason(text, reason):
    outcome, told = take_in(text)[0]
    assert outcome == "refused"
    assert reason in told
    assert not Citation.objects.exists()


@pytest.mark.django_db
def test_numbers_that_contradict_what_is_known_are_refused(liver):
    facts = {"title": "A", "journal_abbrev": "J", "year": 2001, "shelf": liver}
    actions.add_citation(doi="10.5555/ann.hep.1", pmid=1, **facts)
    assert "another PubMed number: 1" in take_in(samples.RIS)[0][1]
    actions.add_citation(pmid=90000001, **facts)
    outcome, reason = take_in(samples.RIS)[0]
    assert outcome == "refused"
    assert "10.5555/ann.hep.1" in reason


@pytest.mark.django_db
def test_a_dry_run_reports_and_keeps_nothing(files, capsys):
    call_command("import_citations", *files, "--dry-run")
    assert "2 new, 4 completed, 0 merged" in capsys.readouterr().out
    assert not Citation.objects.exists()


@pytest.mark.django_db
def test_the_command_puts_papers_on_a_shelf_and_answers_in_json(files, liver, ms, capsys):
    call_command("import_citations", files[0], "--shelf", liver.slug, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == {"new": 2, "completed": 0, "merged": 0, "unchanged": 0, "refused": 1}
    first, second, _ = answer["files"][0]["records"]
    assert first["citation"]["authors"][0]["family"] == "O'Brien"
    assert second == {
        "record": 2,
        "known_as": "PMID 90000002",
        "outcome": "refused",
        "reason": "It has no year of publication.",
        "citation": None,
    }
    assert Citation.objects.on_the_shelf_of(liver).count() == 2
    assert not Citation.objects.on_the_shelf_of(ms).exists()


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_ends_with_an_error_and_the_others_are_taken(files, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><body>Please log in</body></html>")
    missing = tmp_path / "missing.ris"
    with pytest.raises(CommandError) as ended:
        call_command("import_citations", str(page), str(missing), files[2])
    assert "web page" in str(ended.value)
    assert "missing.ris: It cannot be opened" in str(ended.value)
    assert Citation.objects.count() == 1


@pytest.mark.django_db
def test_a_file_with_no_usable_record_ends_with_an_error_and_names_each(tmp_path, capsys):
    path = tmp_path / "bad.ris"
    path.write_text("TY  - JOUR\nTI  - A\nDO  - 10.5555/a\nER  -\n")
    with pytest.raises(CommandError, match="Nothing could be read"):
        call_command("import_citations", str(path))
    told = capsys.readouterr().err
    assert "bad.ris, record 1 (doi 10.5555/a): refused: It has no year of publication." in told


@pytest.mark.django_db
def test_a_shelf_that_does_not_exist_is_refused(files):
    with pytest.raises(CommandError, match="no community 'nowhere'"):
        call_command("import_citations", files[0], "--shelf", "nowhere")
    assert not Citation.objects.exists()
