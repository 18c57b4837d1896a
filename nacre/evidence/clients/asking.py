"""One polite question over the network: paced, bounded, tried again where that can help."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Lock
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

MOST_BYTES = 32 * 1024 * 1024
LONGEST_WAIT = 30.0  # seconds; whoever wants us away for longer is asked another day
AGAIN = frozenset({429, 500, 502, 503, 504})


class SourceUnavailableError(Exception):
    """A source did not answer, or not with what it promises; the message says which one."""


class PaperUnknownError(Exception):
    """The source answered that it does not know the paper."""


class Pace:
    """At most so many questions a second, however many threads ask."""

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.gap, self.clock, self.sleep = 1 / per_second, clock, sleep
        self.next_at, self.lock = 0.0, Lock()

    def wait(self) -> None:
        """Return when it is this question's turn."""
        with self.lock:
            turn = max(self.clock(), self.next_at)
            self.next_at = turn + self.gap
        if (seconds := turn - self.clock()) > 0:
            self.sleep(seconds)


class _SameScheme(HTTPRedirectHandler):
    """Follows to web addresses alone: urllib would open ftp as well."""

    def redirect_request(self, req: Request, *rest: Any) -> Request | None:
        """The next question, or none."""
        if urlsplit(rest[-1]).scheme not in {"http", "https"}:
            return None
        return super().redirect_request(req, *rest)


@dataclass
class Source:
    """A service that is asked by address.

    `tries` and `timeout` (seconds) bound how long a question takes; a page asks once and briefly.
    """

    name: str
    base: str
    pace: Pace
    contact: str
    timeout: float = 20
    tries: int = 4
    opener: Callable[..., Any] = field(default_factory=lambda: build_opener(_SameScheme()).open)

    def ask(self, path: str, **query: str | int) -> bytes:
        """The answer to one question.

        SourceUnavailableError when none came, PaperUnknownError for a 404.
        """
        address = f"{self.base.rstrip('/')}/{path}"
        told = urlencode({name: value for name, value in query.items() if value != ""})
        agent = f"Nacre/0.1 (mailto:{self.contact})"
        request = Request(  # noqa: S310 - the operator's setting, https by default
            f"{address}?{told}" if told else address, headers={"User-Agent": agent}
        )
        for again in range(self.tries):
            self.pace.wait()
            try:
                return self._read(request)
            except HTTPError as error:
                if error.code in {400, 404}:
                    raise PaperUnknownError(f"{self.name} does not know it.") from error
                if error.code not in AGAIN:
                    raise self.unavailable() from error
                self._pause(again, error.headers.get("Retry-After"))
            except (OSError, HTTPException):
                self._pause(again)
        raise self.unavailable()

    def _read(self, request: Request) -> bytes:
        with self.opener(request, timeout=self.timeout) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise SourceUnavailableError(f"The answer of {self.name} is too long.")
        return data

    def unavailable(self) -> SourceUnavailableError:
        """What a person reads when nothing came."""
        return SourceUnavailableError(
            f"{self.name} cannot be reached; nothing was changed. Try again, or import a file."
        )

    def _pause(self, again: int, said: str | None = None) -> None:
        # 1, 2, 4 seconds, unless they say how long; after the last try nobody waits.
        seconds = float(said) if said and said.isdecimal() else float(2**again)
        if seconds > LONGEST_WAIT:
            raise self.unavailable()
        if again + 1 < self.tries:
            self.pace.sleep(seconds)
