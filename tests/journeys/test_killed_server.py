"""A server killed in the middle of its work loses no page view that it answered."""

import http.client
import os
import signal
import threading
import time

import pyarrow as pa
import pyarrow.parquet as pq

REQUESTS = 900
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_sigkill_loses_nothing_that_was_answered_and_counts_nothing_twice(demonstration):
    began = time.time()
    answered = ask_until_killed(demonstration)
    assert answered > 50, "the server was killed before it had answered much"
    demonstration.start()
    demonstration.nacre("compact_activity")
    demonstration.nacre("compact_activity")
    views = views_since(demonstration, began)
    assert len(views) == len(set(views))
    assert answered <= len(views) <= answered + 4, "at most what was under way may be extra"


def ask_until_killed(demonstration) -> int:
    """Ask from four connections, kill everything after a third; how many answers were read."""
    counts = [0] * 4
    killed = threading.Event()

    def ask(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", demonstration.port, timeout=5)
        for number in range(REQUESTS // 4):
            headers = {
                "Host": "liver.nacre.localhost",
                "User-Agent": f"{BROWSER} {index}-{number}",
            }
            try:
                connection.request("GET", "/", headers=headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return
            counts[index] += answer.status == 200
            if sum(counts) > REQUESTS // 3 and not killed.is_set():
                killed.set()
                os.killpg(demonstration.process.pid, signal.SIGKILL)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    demonstration.process.wait(timeout=30)
    demonstration.process = None
    return sum(counts)


def views_since(demonstration, began: float) -> list[str]:
    """The ids of the page views that were filed since a moment, whoever made them."""
    files = (demonstration.home / "activity").rglob("*.parquet")
    table = pa.concat_tables([pq.read_table(f, columns=["id", "kind", "at"]) for f in files])
    return [
        row["id"]
        for row in table.to_pylist()
        if row["kind"] == "page.opened" and row["at"].timestamp() >= began
    ]
