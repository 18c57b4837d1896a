"""A small service that answers as PubMed, Crossref and Europe PMC do, from recorded answers."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from tests.evidence.readers import samples

WORK = json.dumps(
    {
        "status": "ok", "message-type": "work", "message": {
            "DOI": "10.5555/ann.hep.1", "type": "journal-article", "title": ["Effect of bile"],
            "container-title": ["Annals of invented hepatology"],
            "issued": {"date-parts": [[2001, 11]]}, "author": [{"family": "Gil", "given": "Ana"}],
        },
    }
)  # fmt: skip
EUROPE = {
    "hitCount": 2,
    "resultList": {
        "result": [{"id": "1", "pmid": "90000001", "doi": "10.5555/ANN.HEP.1"}, {"id": "PPR1"}]
    },
}
ANSWERS = {
    "/esearch.fcgi": json.dumps({"esearchresult": {"count": "2", "idlist": ["90000001", "7"]}}),
    "/efetch.fcgi": samples.PUBMED,
    "/works/10.5555%2Fann.hep.1": WORK,
    "/search": json.dumps(EUROPE),
}


@contextmanager
def answering(answers=ANSWERS, *, first=()):
    """Its address, and what was asked of it. `first` are (status, headers) before it answers."""
    asked, troubles = [], list(first)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            """Answer, or make trouble first."""
            parts = urlsplit(self.path)
            asked.append((parts.path, parse_qs(parts.query), self.headers["User-Agent"]))
            status, headers = troubles.pop(0) if troubles else (200, {})
            body = answers.get(parts.path, "").encode()
            self.send_response(404 if status == 200 and not body else status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    brief = {"poll_interval": 0.02}
    Thread(target=server.serve_forever, kwargs=brief, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        """Pass the time."""
        self.slept.append(round(seconds, 3))
        self.now += seconds
