"""Files of retractions: each paper of ours is found, restated by its gravest notice, and told once."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.evidence import actions, retractions
from nacre.evidence.models import Citation, CitationNotice
from nacre.evidence.records import FileRefused
from tests.evidence.notices import HEADER, check, export, watched

pytestmark = pytest.mark.django_db
FACTS = {"title": "A trial", "journal_abbrev": "Lancet", "year": 2024}


@pytest.fixture
def paper(liver) -> Citation:
    """A paper that we cite, known by both numbers."""
    return actions.add_citation(doi="10.5555/A", pmid=77, shelf=liver, **FACTS)


@pytest.fixture
def other(liver) -> Citation:
    """A paper that no file is about."""
    return actions.add_citation(doi="10.5555/other", shelf=liver, **FACTS)


def standing_of(paper) -> str:
    """As the database has it."""
    return Citation.objects.get(pk=paper.pk).status


def test_a_retraction_is_found_by_doi_whatever_its_case_and_by_pubmed_number(paper, other):
    for row in (watched("https://doi.org/10.5555/A;"), watched("unavailable", pmid="77;")):
        Citation.objects.update(status="ok")
        CitationNotice.objects.all().delete()
        told, bad = check(export(row, watched("10.5555/stranger")))
        assert (told.rows, told.about_ours, bad) == (2, 1, [])
        found = Citation.objects.get(pk=paper.pk)
        assert found.status == "retracted"
        assert found.standing == "Retraction, 15 April 2021: Error in Data"
        assert found.notice_doi == "10.5555/notice"
    assert standing_of(other) == "ok"


@pytest.mark.parametrize(
    ("nature", "reason", "standing"),
    [
        ("Retraction", "", "retracted"),
        ("Retraction", "+Error in Data;+Retract and Replace;", "replaced"),
        ("Retraction", "+Withdrawal;", "withdrawn"),
        ("Retraction", "+Removed;", "withdrawn"),
        ("Expression of concern", "", "concern"),
        ("Correction", "", "corrected"),
        ("Reinstatement", "", "ok"),
        ("RETRACTION;", "", "retracted"),
    ],
)
def test_what_happened_to_a_paper_is_told_apart(paper, nature, reason, standing):
    check(export(watched(nature=nature, reason=reason)))
    assert standing_of(paper) == standing


@pytest.mark.parametrize(
    ("history", "standing"),
    [
        # A file is not in the order of its days.
        ([("Reinstatement", "5/1/2023"), ("Retraction", "5/1/2021")], "ok"),
        ([("Retraction", "5/1/2023"), ("Reinstatement", "5/1/2021")], "retracted"),
        (
            [("Retraction", "6/1/2024"), ("Reinstatement", "5/1/2023"), ("Retraction", "5/1/2021")],
            "retracted",
        ),
        ([("Retraction", "5/1/2021"), ("Correction", "5/1/2023")], "retracted"),
        ([("Retraction", "5/1/2023"), ("Expression of concern", "5/1/2021")], "retracted"),
        ([("Expression of concern", "5/1/2021"), ("Correction", "5/1/2023")], "concern"),
        # The month stands first: the thirteenth of February is after the second of December before.
        ([("Reinstatement", "2/13/2022"), ("Retraction", "12/2/2021")], "ok"),
    ],
)
@pytest.mark.parametrize("in_one_file", [True, False], ids=["one file", "one a night"])
def test_the_gravest_stands_and_only_a_reinstatement_undoes_it(
    paper, history, standing, in_one_file
):
    rows = [
        watched(nature=nature, date=f"{day} 0:00", notice=f"10.5555/n{number}")
        for number, (nature, day) in enumerate(history)
    ]
    for some in [rows] if in_one_file else [[row] for row in rows]:
        check(export(*some))
    assert standing_of(paper) == standing


def test_the_same_file_again_does_nothing(paper):
    data = export(watched(nature="Expression of concern", date="1/2/2020"), watched())
    first, _ = check(data)
    assert (first.notices, len(first.restated)) == (2, 1)
    before = list(CitationNotice.objects.values()), list(Citation.objects.values())
    again, _ = check(data)
    assert (again.notices, again.restated) == (0, [])
    assert before == (list(CitationNotice.objects.values()), list(Citation.objects.values()))


def test_the_same_event_from_another_source_is_not_news(paper):
    check(b"10.5555/a,Retraction\n")
    told, _ = check(export(watched()))
    assert not told.restated
    work = {"DOI": "10.5555/notice", "update-to": [crossref("10.5555/a", date=[2021, 4, 20])]}
    told, _ = check(json.dumps(work).encode())
    assert not told.restated
    assert CitationNotice.objects.get().dated.isoformat() == "2021-04-15"


def test_a_second_correction_is_news_and_a_second_retraction_is_not(paper):
    for nature, news in (("Correction", 1), ("Retraction", 0)):
        first, _ = check(export(watched(nature=nature, date="1/2/2020")))
        assert len(first.restated) == 1
        again, _ = check(export(watched(nature=nature, date="1/2/2022", notice="10.5555/later")))
        assert len(again.restated) == news


def test_what_was_retracted_and_reinstated_before_we_looked_is_no_news(paper):
    rows = (watched(date="1/2/2020"), watched(nature="Reinstatement", date="1/2/2021"))
    told, _ = check(export(*rows))
    assert told.notices == 2
    assert not told.restated


def test_a_person_who_cleared_a_paper_is_not_overruled_by_what_was_known_before(paper):
    check(export(watched()))
    actions.restate_citation(citation=Citation.objects.get(), status="ok", note="Their mistake.")
    check(export(watched(), watched(date="6/1/2021", notice="10.5555/second")))
    assert standing_of(paper) == "ok"


@pytest.mark.parametrize(
    "data",
    [
        b"10.5555/A,Retraction\n",
        b"doi,retractionwatch\r\n10.5555/a;,Correction;Retraction\r\n",
        b"PMID\tNature\n77\tretraction\n",
        b'\xef\xbb\xbf"10.5555/a","Retraction"',
    ],
)
def test_two_columns_are_enough(paper, other, data):
    told, bad = check(data)
    assert (told.about_ours, bad) == (1, [])
    assert standing_of(paper) == "retracted"
    assert standing_of(other) == "ok"


def test_a_doi_with_a_semicolon_is_one_doi(liver):
    old = "10.1002/(sici)1097-0142(19990101)85:1<1::aid-cncr1>3.0.co;2-a"
    paper = actions.add_citation(doi=old, shelf=liver, **FACTS)
    check(export(watched(f"{old.upper()};10.5555/second;")))
    assert standing_of(paper) == "retracted"


def crossref(doi, sort="retraction", source="publisher", date=(2021, 4, 15)) -> dict:
    """An update as Crossref says it."""
    return {
        "DOI": doi, "type": sort, "label": sort.title(), "source": source,
        "updated": {"date-parts": [list(date)]},
    }  # fmt: skip


NOTICE = {
    "DOI": "10.5555/notice",
    "update-to": [
        crossref("10.5555/A"),
        crossref("10.5555/A", source="retraction-watch", date=(2021, 4, 18)),
    ],
}


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps(NOTICE),
        json.dumps({"status": "ok", "message": NOTICE}, indent=1),
        json.dumps({"message": {"items": [{"DOI": "10.5555/x"}, NOTICE]}}),
        "\n".join(json.dumps(work) for work in ({"DOI": "10.5555/x"}, NOTICE)),
        json.dumps({"DOI": "10.5555/a", "updated-by": [crossref("10.5555/notice")]}),
    ],
    ids=["a work", "in its envelope", "items", "lines", "the paper itself"],
)
def test_crossref_says_it_on_the_notice_and_on_the_paper(paper, other, answer):
    told, bad = check(answer.encode())
    assert (told.about_ours, told.notices, bad) == (1, 1, [])
    found = Citation.objects.get(pk=paper.pk)
    assert (found.status, found.notice_doi) == ("retracted", "10.5555/notice")
    assert CitationNotice.objects.get().dated.isoformat() == "2021-04-15"
    assert standing_of(other) == "ok"


@pytest.mark.parametrize(
    ("sort", "standing"),
    [
        ("partial_retraction", "partly"),
        ("withdrawal", "withdrawn"),
        ("removal", "withdrawn"),
        ("expression_of_concern", "concern"),
        ("erratum", "corrected"),
        ("new_version", "ok"),
    ],
)
def test_types_of_crossref_are_told_apart(paper, sort, standing):
    check(json.dumps({"DOI": "10.5555/n", "update-to": [crossref("10.5555/a", sort)]}).encode())
    assert standing_of(paper) == standing


def test_a_paper_that_was_retracted_and_replaced_leads_to_its_replacement(paper):
    updates = [crossref("10.5555/notice"), crossref("10.5555/better", "new_version")]
    check(json.dumps({"DOI": "10.5555/a", "updated-by": updates}).encode())
    found = Citation.objects.get(pk=paper.pk)
    assert (found.status, found.replaced_by) == ("replaced", "10.5555/better")
    assert found.is_retracted


def test_a_bad_row_is_told_by_number_field_and_remedy_and_the_rest_goes_on(paper):
    title = "One line"
    rows = (
        watched(nature="Apology", title=title),
        watched(date="31/31/2020", title=title),
        watched("nonsense", title=title),
        watched(title=title) + ",too,many",
        watched(title=title),
    )
    told, bad = check(export(*rows))
    assert [line.partition(":")[0] for line in bad] == [
        "row 2, RetractionNature", "row 3, RetractionDate", "row 4, OriginalPaperDOI",
        "row 5, the row",
    ]  # fmt: skip
    assert "Write month/day/year" in bad[1]
    assert (told.rows, told.bad) == (5, 4)
    assert standing_of(paper) == "retracted"


def test_a_paper_without_any_number_is_no_trouble(paper):
    told, bad = check(export(watched("Unavailable", pmid="0"), watched("", pmid="")))
    assert (told.rows, told.about_ours, bad) == (2, 0, [])


@pytest.mark.parametrize(
    "poison",
    [
        watched("10.5555/b", title='"' + "x" * 2_000_000 + '"'),
        watched("10.5555/b", title="x" * 10_000_000),
        watched("10.5555/b", title='"never closed'),
        watched("10.5555/b", title='"he said "no" to it"'),
        watched("10.5555/b", title="nul\x00nul"),
        watched("=HYPERLINK(1)", title="<script>alert(1)</script>", pmid="=1+1"),
        "\x00" * 5000,
        ",,,,",
    ],
    ids=[
        "long cell",
        "ten megabytes",
        "open quote",
        "stray quote",
        "nul",
        "formula",
        "nuls",
        "commas",
    ],
)
def test_one_hostile_row_costs_one_row(paper, poison):
    told, bad = check(export(watched("10.5555/x"), poison, watched()))
    assert standing_of(paper) == "retracted"
    assert told.rows >= 3
    assert len(bad) <= 2
    assert all(len(line) < 300 for line in bad)


def test_lines_in_two_encodings_are_read(paper):
    latin = watched("10.5555/x", title="Müller").encode("latin-1")
    data = export(watched("10.5555/y", title="Müller")) + latin + b"\r\n" + watched().encode()
    told, bad = check(data)
    assert (told.rows, bad) == (3, [])
    assert standing_of(paper) == "retracted"


def test_markup_in_reasons_is_not_kept(paper):
    check(export(watched(reason='"+<b class=""x"">Error</b> in <i>Data</i>;"')))
    assert standing_note() == "Retraction, 15 April 2021: Error in Data"


def standing_note() -> str:
    """What the one paper says of its standing."""
    return Citation.objects.get().standing


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty"),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"PK\x03\x04zip", "packed"),
        ("doi,nature\n10.5555/a,Retraction".encode("utf-16"), "UTF-16"),
        (HEADER.encode(), "holds no rows"),
        (HEADER.replace("RetractionNature", "Nature").encode(), "no column RetractionNature"),
        (b"a,b,c\n1,2,3\n", "neither an export"),
        (b"{", "JSON cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(paper, data, reason):
    with pytest.raises(FileRefused, match=reason):
        check(data)
    assert standing_of(paper) == "ok"


def test_questions_do_not_grow_with_the_rows(paper, django_assert_max_num_queries):
    rows = [watched(f"10.5555/s{number}", title="T") for number in range(900)]
    with django_assert_max_num_queries(1):
        check(export(*rows))


def test_a_run_that_is_killed_has_changed_nothing_and_the_next_completes_it(paper, monkeypatch):
    def killed(*args):
        raise KeyboardInterrupt

    data = export(watched())
    with monkeypatch.context() as patch:
        patch.setattr(retractions.CitationNotice.objects, "bulk_create", killed)
        with pytest.raises(KeyboardInterrupt):
            check(data)
    assert standing_of(paper) == "ok"
    assert len(check(data)[0].restated) == 1


@pytest.fixture
def file(tmp_path) -> str:
    """An export with one row about the paper and one that is bad."""
    path = tmp_path / "watch.csv"
    path.write_bytes(export(watched(), watched("10.5555/x", "Apology")))
    return str(path)


def test_the_command_says_what_changed_and_what_could_not_be_read(paper, file, capsys):
    call_command("check_retractions", file)
    said = capsys.readouterr()
    assert "A trial (Lancet 2024): Retraction, 15 April 2021: Error in Data" in said.out
    assert "2 rows, 1 about papers of ours; standing changed of 1. 1 could not be read." in said.out
    assert "RetractionNature" in said.err
    call_command("check_retractions", file)
    assert "standing changed of 0" in capsys.readouterr().out


def test_a_dry_run_reports_and_changes_nothing(paper, file, capsys):
    call_command("check_retractions", file, "--dry-run")
    assert "Nothing was changed." in capsys.readouterr().out
    assert standing_of(paper) == "ok"
    assert not CitationNotice.objects.exists()


def test_the_command_answers_in_json(paper, file, capsys):
    call_command("check_retractions", file, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == {
        "rows": 2, "about_citations": 1, "bad": 1, "notices": 1, "restated": 1, "told": 1,
    }  # fmt: skip
    assert answer["restated"][0]["doi"] == "10.5555/a"
    assert answer["restated"][0]["now"] == "retracted"
    assert answer["files"][0]["bad"][0]["field"] == "RetractionNature"


def test_a_file_that_is_not_there_ends_with_a_sentence_and_the_others_are_read(paper, file):
    with pytest.raises(CommandError, match="It cannot be opened"):
        call_command("check_retractions", file, "/nowhere.csv", stdout=io.StringIO())
    assert standing_of(paper) == "retracted"
