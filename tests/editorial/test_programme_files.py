"""Programmes are read as societies send them, and refused with row, column and remedy."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nacre.editorial.programme_csv import read_csv
from nacre.editorial.programme_files import LARGEST, Meeting, ProgrammeFile, bytes_of
from nacre.editorial.programme_ics import read_ics
from nacre.members.csv_files import ImportRefused

CHICAGO = Meeting(ZoneInfo("America/Chicago"), date(2026, 11, 9))
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Lakeside
BEGIN:STANDARD
DTSTART:20001101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0600
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20000301T020000
TZOFFSETFROM:-0600
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
"""


def ics(*events: str, before: str = "", method: str = "") -> ProgrammeFile:
    """What is read of a calendar with these events."""
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{method}{before}{body}END:VCALENDAR\n"
    return read_ics(text.replace("\n", "\r\n").encode(), CHICAGO)


def starts(found: ProgrammeFile) -> list[str]:
    """When the sessions begin, in UTC."""
    assert not found.problems
    return sorted(r.said["starts_at"].astimezone(UTC).strftime("%d %H:%M") for r in found.records)


def table(tmp_path: Path, text: str | bytes) -> ProgrammeFile:
    """What is read of a CSV file."""
    path = tmp_path / "programme.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_csv(path, CHICAGO)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("DTSTART:20261106T143000Z", "06 14:30"),
        ("DTSTART:20261106T083000", "06 14:30"),
        ("DTSTART;TZID=America/New_York:20261106T093000", "06 14:30"),
        ("DTSTART;TZID=Central Standard Time:20261106T083000", "06 14:30"),
        ("DTSTART;TZID=Lakeside:20261106T083000", "06 14:30"),
        ("DTSTART;VALUE=DATE:20261106", "06 06:00"),
    ],
)
def test_each_way_of_writing_a_time_is_the_same_moment(said, expected):
    found = ics(f"UID:a\nSUMMARY:Plenary\n{said}", before=VTIMEZONE)
    assert starts(found) == [expected]
    assert found.records[0].said["is_all_day"] == ("VALUE=DATE" in said)


def test_a_series_keeps_its_hour_when_the_clocks_change():
    """Clocks go back on 1 November; what is at eight stays at eight."""
    found = ics(
        "UID:tea\nSUMMARY:Breakfast\nDTSTART;TZID=America/Chicago:20261030T080000\n"
        "DURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=5\n"
        "EXDATE;TZID=America/Chicago:20261031T080000\nRDATE:20261105T140000Z"
    )
    assert starts(found) == ["01 14:00", "02 14:00", "03 14:00", "05 14:00", "30 13:00"]
    assert all((r.said["ends_at"] - r.said["starts_at"]).seconds == 1800 for r in found.records)


def test_a_moved_and_a_called_off_occurrence_take_the_place_of_the_planned_one():
    series = "UID:tea\nSUMMARY:Round\nDTSTART:20261106T140000Z\nRRULE:FREQ=DAILY;COUNT=3"
    moved = (
        "UID:tea\nSUMMARY:Round, later\nDTSTART:20261107T160000Z\nRECURRENCE-ID:20261107T140000Z"
    )
    off = "UID:tea\nSUMMARY:Round\nSTATUS:CANCELLED\nDTSTART:20261108T140000Z\nRECURRENCE-ID:20261108T140000Z"
    found, plain = ics(series, moved, off), ics(series)
    assert starts(found) == ["06 14:00", "07 16:00", "08 14:00"]
    assert [r.uid for r in found.records if r.is_cancelled] == ["tea#20261108T140000Z"]
    assert {r.uid for r in found.records} == {r.uid for r in plain.records}


def test_a_series_without_an_end_stops_soon_after_the_meeting():
    found = ics("UID:tea\nSUMMARY:Tea\nDTSTART:20261106T140000Z\nRRULE:FREQ=DAILY")
    assert 4 <= len(found.records) < 25


def test_of_two_versions_of_an_event_the_higher_sequence_counts():
    newer = "UID:a\nSEQUENCE:2\nSUMMARY:New\nDTSTART:20261106T150000Z"
    older = "UID:a\nSEQUENCE:1\nSUMMARY:Old\nDTSTART:20261106T140000Z"
    assert [r.said["title"] for r in ics(newer, older).records] == ["New"]


def test_a_fold_may_stand_within_a_letter_and_markup_goes():
    raw = "UID:a\r\nSUMMARY:Hépatite".encode()
    cut = raw.index(b"\xa9")
    folded = raw[:cut] + b"\r\n " + raw[cut:]
    event = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"
        + folded
        + (
            b"\r\nDESCRIPTION:<script>x()</script>A \\n<b>late</b> breaker\x00\\nSpeaker: Prof Ada Lind"
            b"\r\nDTSTART:20261106T140000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    )
    said = read_ics(event, CHICAGO).records[0].said
    assert said["title"] == "Hépatite"
    assert said["speakers"] == "Prof Ada Lind"
    assert "<" not in said["summary"]
    assert "\x00" not in said["summary"]


@pytest.mark.parametrize(
    ("event", "column"),
    [
        ("SUMMARY:x\nDTSTART:20261106T140000Z", "UID"),
        ("UID:a\nSUMMARY:x", "DTSTART"),
        ("UID:a\nDTSTART:20261106T140000Z", "SUMMARY"),
        ("UID:a\nSUMMARY:x\nDTSTART;TZID=Middle-earth:20261106T140000", "DTSTART"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261106T140000Z\nDTEND:20261106T130000Z", "end"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261106T140000Z\nDURATION:P99999999999W", "DURATION"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261106T140000Z\nRRULE:FREQ=DAILY;BYDAY=XX", "RRULE"),
        ("UID:a\nSUMMARY:x\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY", "DTSTART"),
    ],
)
def test_an_event_that_cannot_be_used_is_named_with_what_is_wrong(event, column):
    found = ics("UID:b\nSUMMARY:Good\nDTSTART:20261106T140000Z", event)
    assert [(p.where.split(" (")[0], p.column) for p in found.problems] == [("Event 2", column)]


def test_a_rule_that_repeats_by_the_second_is_refused():
    with pytest.raises(ImportRefused, match="by the hour"):
        ics("UID:a\nSUMMARY:x\nDTSTART:20261106T140000Z\nRRULE:FREQ=SECONDLY")


@pytest.mark.parametrize("text", [b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", b"BEGIN:VCALENDAR\r\n\xff"])
def test_a_calendar_without_events_or_without_an_end_is_refused(text):
    with pytest.raises(ImportRefused):
        read_ics(text, CHICAGO)


ROWS = "id{0}title{0}start{0}end{0}room\nA1{0}Hépatite{0}2026-11-06 08:30{0}2026-11-06 09:30{0}Hall 1\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_tables_are_read_in_each_encoding_with_each_separator(tmp_path, separator, encoding):
    found = table(tmp_path, ROWS.format(separator).encode(encoding))
    assert starts(found) == ["06 14:30"]
    said = found.records[0].said
    assert (said["title"], said["room"]) == ("Hépatite", "Hall 1")
    assert "embargo_until" not in said, "what a file does not speak of stays as it is"


@pytest.mark.parametrize(
    "row",
    [
        "A1,Talk,06/11/2026,08:30,09:30",
        "A1,Talk,2026-11-06,8.30,9.30",
        "A1,Talk,,2026-11-06T14:30:00Z,2026-11-06T15:30:00Z",
        "A1,Talk,,6 November 2026 08:30,6 November 2026 09:30",
    ],
)
def test_days_and_hours_are_read_as_people_write_them(tmp_path, row):
    found = table(tmp_path, f"Session ID,Title,Date,Start time,End time\n{row}\n")
    assert starts(found) == ["06 14:30"]
    assert found.records[0].said["ends_at"].astimezone(UTC) == datetime(
        2026, 11, 6, 15, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Talk,2026-11-06 08:30,,", "id"),
        ("A2,,2026-11-06 08:30,,", "title"),
        ("A2,Talk,soon,,", "start"),
        ("A2,Talk,08:30,,", "start"),
        ("A2,Talk,2026-03-08 02:30,,", "start"),
        ("A2,Talk,2026-11-06 08:30,2026-11-06 07:00,", "end"),
        ("A2,Talk,2026-11-06 08:30,,not-a-doi", "abstract_doi"),
        ("A1,Talk,2026-11-06 08:30,,", "id"),
        (f"A2,{'x' * 301},2026-11-06 08:30,,", "title"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_column(tmp_path, row, column):
    head = "id,title,start,end,doi\nA1,Good,2026-11-06 08:30,,\n"
    found = table(tmp_path, f"{head}{row}\n")
    assert [(p.where, p.column) for p in found.problems] == [("Row 3", column)]
    assert found.problems[0].message.endswith((".", "its own."))


def test_formulas_and_scripts_become_plain_words(tmp_path):
    found = table(
        tmp_path, 'id,title,start\n1,"=HYPERLINK(1) <script>x</script>Livers",2026-11-06\n'
    )
    title = found.records[0].said["title"]
    assert not title.startswith("=")
    assert "<" not in title
    assert "Livers" in title


def test_a_table_without_the_columns_says_which_are_needed(tmp_path):
    with pytest.raises(ImportRefused, match="id, title and start are needed"):
        table(tmp_path, "name,when\nTalk,today\n")


def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "large.ics"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ImportRefused, match="10 MB"):
        bytes_of(path)
