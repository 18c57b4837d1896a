"""Lines survive their process, and no line is written to a file that was taken away."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from nacre.insights import activity_store, compaction, counting, keys, spool
from nacre.insights.activity_store import files_of
from nacre.insights.compaction import compact
from nacre.insights.periods import Month

NOW = "2026-10-07T12:00:00+00:00"


def line(number: int, **more) -> bytes:
    said = {"id": f"n{number}", "time": NOW, "kind": "page.opened", "object": f"page:{number}"}
    return json.dumps({**said, "visitor": "v", "community": "liver", **more}).encode() + b"\n"


def ids(slug: str = "liver") -> list[str]:
    with counting.opened(slug, Month(2026, 12)) as book:
        return sorted(row["id"] for row in book.rows(book.activity.select("id")))


def raw_count() -> int:
    return sum(activity_store.pq.ParquetFile(f).metadata.num_rows for f in files_of("liver"))


def test_what_was_appended_is_filed_once():
    for number in range(5):
        spool.append(line(number))
    assert compact().lines == 5
    assert compact().lines == 0
    spool.append(line(5))
    assert compact().lines == 1
    assert len(ids()) == raw_count() == 6


def test_writers_and_compactors_at_once_lose_and_double_nothing():
    def write(first: int) -> None:
        for number in range(first, first + 300):
            spool.append(line(number))

    threads = [threading.Thread(target=write, args=(n * 1000,)) for n in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        compact()
    compact()
    assert len(ids()) == raw_count() == 1200


WRITER = """
import json, os, sys
os.environ["NACRE_HOME"] = sys.argv[1]
import django
django.setup()
from nacre.insights import spool
line = {"time": "2026-10-07T12:00:00+00:00", "kind": "page.opened", "object": "p", "visitor": "v", "community": "liver"}
for number in range(100_000):
    spool.append((json.dumps({**line, "id": f"n{number}"}) + "\\n").encode())
    sys.stdout.write(f"{number}\\n"); sys.stdout.flush()
"""


def test_a_killed_writer_loses_nothing_that_it_had_answered(home):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "nacre.config.settings", "NACRE_DEMO": "1"}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE, env=env, text=True
    )
    answered = [writer.stdout.readline().strip() for _ in range(2000)]
    writer.send_signal(signal.SIGKILL)
    answered += writer.stdout.read().split("\n")[:-1]
    writer.wait()
    compact()
    filed = ids()
    assert len(answered) >= 2000
    assert {f"n{a}" for a in answered} <= set(filed)
    assert len(filed) == len(set(filed)) == raw_count() <= len(answered) + 1


def test_a_torn_line_is_reported_and_skipped(home):
    spool.append(line(1))
    (path,) = (home / "spool").glob("*.jsonl")
    with path.open("ab") as handle:
        handle.write(line(2)[:40])
    done = compact()
    assert done.lines == 1
    assert len(done.unreadable) == 1
    assert "cut off" in done.unreadable[0]
    assert ids() == ["n1"]


def test_a_kill_between_filing_and_deleting_doubles_nothing(home, monkeypatch):
    spool.append(line(1))

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(compaction.Path, "unlink", die)
    with pytest.raises(KeyboardInterrupt):
        compact()
    monkeypatch.undo()
    assert list((home / "spool").glob("*.sealed"))
    assert compact().lines == 1
    assert not list((home / "spool").glob("*.sealed"))
    assert ids() == ["n1"]
    assert raw_count() == 1


@pytest.mark.parametrize("step", ["_put_note", "_finish"])
def test_a_kill_while_filing_loses_and_doubles_nothing(step, monkeypatch):
    spool.append(line(1, time="2026-09-07T12:00:00Z"))
    spool.append(line(2))

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(activity_store, step, die)
    with pytest.raises(KeyboardInterrupt):
        compact()
    monkeypatch.undo()
    compact()
    assert ids() == ["n1", "n2"]
    assert raw_count() == 2


def test_many_small_files_of_a_month_become_one(monkeypatch):
    monkeypatch.setattr(compaction, "MERGE_AT", 4)
    for number in range(4):
        spool.append(line(number))
        compact()
    assert len(files_of("liver")) == 1
    assert len(ids()) == raw_count() == 4
    spool.append(line(9))
    compact()
    assert len(ids()) == 5


def test_a_kill_in_the_middle_of_merging_doubles_nothing(monkeypatch):
    for number in range(4):
        spool.append(line(number))
        compact()
    real = activity_store.Path.unlink

    def die(path, *args, **kwargs):
        if path.suffix == ".parquet":
            raise KeyboardInterrupt
        return real(path, *args, **kwargs)

    folder = files_of("liver")[0].parent
    monkeypatch.setattr(activity_store.Path, "unlink", die)
    with pytest.raises(KeyboardInterrupt):
        activity_store.merge(folder, at_least=4)
    monkeypatch.undo()
    assert len(ids()) == 4
    compact()
    assert (len(files_of("liver")), raw_count()) == (1, 4)


def test_a_child_process_writes_a_file_of_its_own(home):
    spool.append(line(1))
    child = os.fork()
    if child == 0:
        spool.append(line(2))
        os._exit(0)
    os.waitpid(child, 0)
    spool.append(line(3))
    assert len(list((home / "spool").glob("*.jsonl"))) == 2
    compact()
    assert ids() == ["n1", "n2", "n3"]


def test_an_empty_file_of_a_dead_process_goes(home):
    (home / "spool").mkdir()
    (home / "spool" / "999999999-1.jsonl").touch()
    compact()
    assert not list((home / "spool").glob("*.jsonl"))


def test_lines_go_to_the_london_month_of_their_own_time():
    spool.append(line(1, time="2026-03-31T22:59:59Z"))
    spool.append(line(2, time="2026-03-31T23:00:00Z"))
    compact()
    assert [f.parent.name for f in files_of("liver")] == ["month=2026-03", "month=2026-04"]


def test_old_salts_go_and_today_s_stays(home, rf):
    request = rf.get("/", HTTP_USER_AGENT="Firefox")
    key = keys.visitor_key(request)
    (home / "activity" / "keys" / "visitors-2020-01-01").write_bytes(b"x" * 32)
    compact()
    assert len(list((home / "activity" / "keys").glob("visitors-*"))) == 1
    assert keys.visitor_key(request) == key
