"""A small identity provider on this machine: OpenID Connect as NHS CIS2 and ORCID speak it."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_ID = "nacre-tests", "secret-of-the-tests", "key-1"


class IdentityProvider:
    """Answers with the claims that a test sets; `now_says` changes them."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.userinfo: dict[str, Any] = {}
        self.token: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.is_down = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def now_says(self, sub: str, *, token: dict | None = None, **userinfo: Any) -> None:
        """What it says of whoever signs in next."""
        self.userinfo = {"sub": sub, **userinfo}
        self.token = {"sub": sub, **(token or {})}

    def close(self) -> None:
        """Stop."""
        self.server.shutdown()
        self.server.server_close()

    def id_token(self) -> str:
        """A signed token about the person; `iss`, `aud` and `exp` may be set by the test."""
        now = int(time.time())
        facts = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.token}
        return jwt.encode(facts, self.key, algorithm="RS256", headers={"kid": KEY_ID})

    def answer(  # noqa: PLR0911 - an address a line
        self, path: str, form: dict[str, str]
    ) -> tuple[int, dict[str, Any]]:
        """The status and body of an address."""
        if self.is_down:
            return 503, {"error": "temporarily_unavailable"}
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token":
            known = form.get("client_secret") == SECRET and form.get("code_verifier")
            if not known:
                return 400, {"error": "invalid_client"}
            return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()}
        if path == "/userinfo":
            return 200, self.userinfo
        if path == "/jwks":
            return 200, {"keys": [self._public_key()]}
        return 404, {}

    def _public_key(self) -> dict[str, str]:
        numbers = self.key.public_key().public_numbers()
        return {"kty": "RSA", "kid": KEY_ID, "alg": "RS256", "use": "sig",
                "n": _number(numbers.n), "e": _number(numbers.e)}  # fmt: skip

    def back(self, start: str) -> str:
        """Where the browser comes back to, for the address it was sent to."""
        self.asked = {name: said[0] for name, said in parse_qs(urlsplit(start).query).items()}
        said = urlencode({"code": "c", "state": self.asked["state"]})
        return urlsplit(self.asked["redirect_uri"]).path + "?" + said

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self._reply({name: said[0] for name, said in parse_qs(body).items()})

            def _reply(self, form: dict[str, str]) -> None:
                status, facts = provider.answer(urlsplit(self.path).path, form)
                body = json.dumps(facts).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Quietly."""

        return Handler


def _number(value: int) -> str:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
