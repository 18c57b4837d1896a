"""Check the HTML of a running demonstration with the Nu checker: `make demo`, then `make html`.

Saves the pages that each persona sees and hands them to the checker; ends with 1 if it finds an
error. It is no part of the suite: it needs Java and a running demonstration.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

JAR = Path(".venv/nu/vnu.jar")
LIVER, HUB = "liver.nacre.localhost", "nacre.localhost"
SEEN_BY_ALL = (
    "/", "/about/", "/news/", "/journal-reviews/", "/conference-reports/", "/interviews/",
    "/resources/", "/learning/", "/search/?q=cirrhosis", "/search/?q=zzzz", "/join/",
    "/accounts/login/", "/no-such-page/",
)  # fmt: skip
SEEN = {
    "": SEEN_BY_ALL,
    "consultant": (
        *SEEN_BY_ALL, "/members/", "/members/me/", "/members/refer/", "/connections/", "/messages/",
        "/following/", "/accounts/2fa/", "/organisations/", "/rating/", "/tools/",
    ),
    "clinical-editor": (
        "/reports/", "/desk/calendar/", "/desk/calendar/?by=week", "/", "/desk/papers/",
        "/desk/papers/?show=kept", "/desk/links/", "/desk/programmes/", "/desk/assigned/",
        "/desk/interests/", "/search/in-vain/", "/interviews/",
    ),
    "sponsor-client": ("/", "/reports/"),
    "journalist": (
        "/moderation/", "/moderation/messages/", "/moderation/posts/", "/reports/",
        "/desk/funding/", "/desk/funding/add/",
    ),
    "operator": ("/patterns/",),
}  # fmt: skip
LINKED = re.compile(r'href="(/(?:[\w-]+/)+)"')
A_LIST = {"/news/", "/journal-reviews/", "/conference-reports/", "/interviews/", "/resources/",
          "/learning/", "/members/", "/reports/", "/tools/", "/desk/programmes/", "/desk/papers/",
          "/desk/funding/"}  # fmt: skip


class Browser:
    """Just enough of one: it keeps cookies and says which host it means."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, host: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, type and text of an answer."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": f"{host}:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://{host}:{self.port}",
        }
        body = urlencode(form) if form is not None else None
        line.request("POST" if body else "GET", path, body, headers)
        answer = line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode(errors="replace")
        line.close()
        return answer.status, answer.headers.get("Content-Type", ""), text

    def sign_in(self, persona: str) -> None:
        """As one of the people of the demonstration."""
        text = self.ask(HUB, "/demo/")[2]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        said = {"persona": persona, "csrfmiddlewaretoken": token[1] if token else ""}
        self.ask(HUB, "/demo/sign-in/", said)


def save_pages(port: int, folder: Path) -> int:
    """Save what each persona sees, and two pages that each list leads to; how many."""
    saved = 0
    for persona, paths in SEEN.items():
        browser = Browser(port)
        if persona:
            browser.sign_in(persona)
        wanted = [(LIVER, path) for path in paths] + [(HUB, "/")]
        for host, path in wanted:
            status, sort, text = browser.ask(host, path)
            if "html" not in sort or status >= 500:
                sys.exit(f"{persona or 'visitor'} asked {host}{path}: {status} {sort}")
            if status in {301, 302}:
                continue
            name = re.sub(r"\W+", "-", f"{persona or 'visitor'}{urlsplit(path).path}{path}")
            (folder / f"{name}-{saved}.html").write_text(text)
            saved += 1
            if path in A_LIST:
                below = [p for p in LINKED.findall(text) if p.startswith(path) and p != path]
                wanted += [(LIVER, p) for p in dict.fromkeys(below[:60]) if p not in SEEN_BY_ALL][
                    :2
                ]
    return saved


def main() -> None:
    """Save, check, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8000)
    asked.add_argument("--keep", type=Path, help="keep the pages in this folder")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            saved = save_pages(options.port, folder)
        except ConnectionRefusedError:
            sys.exit(f"Nothing answers on port {options.port}. Start it: make demo.")
        command = ["java", "-jar", str(JAR), "--skip-non-html", str(folder)]
        found = subprocess.run(command, check=False, capture_output=True, text=True)
        print(found.stderr.replace(f"file:{folder}/", ""), end="")  # noqa: T201
        errors = found.stderr.count(": error:")
        print(f"{saved} pages, {errors} errors")  # noqa: T201
        sys.exit(1 if errors or not saved else 0)


if __name__ == "__main__":
    main()
