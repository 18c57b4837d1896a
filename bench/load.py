"""Asks a server for pages over kept-alive connections, bounded in time and number."""

import http.client
import itertools
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Target:
    """One thing to measure: where it lies and who asks for it."""

    name: str
    port: int
    host: str
    path: str
    cookies: list[str] = field(default_factory=list)
    must_hold: str = ""


def ask(target: Target, seconds: float, connections: int) -> int:
    """Requests answered with 200 within the time; any other answer is an error."""
    cookies = itertools.cycle(target.cookies or [""])
    until = time.monotonic() + seconds
    counts, problems = [0] * connections, []

    def one(index: int) -> None:
        try:
            go_on(index)
        except (OSError, http.client.HTTPException) as problem:
            problems.append(f"{target.name}: {problem!r}")

    def go_on(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=20)
        while time.monotonic() < until and not problems:
            headers = {"Host": target.host, "Cookie": next(cookies), "User-Agent": BROWSER}
            connection.request("GET", target.path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or target.must_hold.encode() not in body:
                problems.append(f"{target.name}: {answer.status} {body[:120]!r}")
            counts[index] += 1
        connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise RuntimeError(problems[0])
    if not sum(counts):
        raise RuntimeError(f"{target.name}: nothing was answered")
    return sum(counts)


BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
