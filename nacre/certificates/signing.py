"""Ed25519 in small: keys made and sealed, bytes signed and checked, tokens (VC-JWT) both ways.

Private keys lie in the database, sealed under the secret key of the installation (ADR 35): whoever
reads the database alone signs nothing.
"""

import base64
import hashlib
import json
from typing import Any

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

ALGORITHM = "EdDSA"
PURPOSE = b"nacre.certificates: private keys of issuers"


class KeyClosedError(Exception):
    """A private key cannot be opened with the secret key of this installation."""


def new_key() -> tuple[str, str]:
    """A public key, and its private one sealed."""
    key = Ed25519PrivateKey.generate()
    return b64(key.public_key().public_bytes_raw()), _box().encrypt(
        key.private_bytes_raw()
    ).decode()


def can_open(sealed: str) -> bool:
    """Whether a private key is there and opens."""
    try:
        _opened(sealed)
    except KeyClosedError:
        return False
    return True


def sign(sealed: str, words: bytes) -> str:
    """The signature of a sealed private key over bytes."""
    return b64(_opened(sealed).sign(words))


def is_signed(public: str, words: bytes, signature: str) -> bool:
    """Whether a signature is the one of this key over these bytes, written in the one way there is."""
    try:
        given = unb64(signature)
        _public(public).verify(given, words)
    except (InvalidSignature, ValueError):
        return False
    return b64(given) == signature


def token(sealed: str, payload: dict[str, Any], kid: str) -> str:
    """A JSON Web Token in its compact form, as Open Badges 3.0 wants it."""
    header = {"typ": "JWT", "kid": kid}
    return jwt.encode(payload, _opened(sealed), algorithm=ALGORITHM, headers=header)


def opened_token(text: str, public: str) -> dict[str, Any] | None:
    """What a token says, if this key signed exactly it; when it holds is not looked at here."""
    head, _, signature = text.rpartition(".")
    if not is_signed(public, head.encode(), signature):
        return None
    try:
        # Signed means signed: `alg` may still say something that we never wrote.
        said = jwt.decode(
            text, _public(public), algorithms=[ALGORITHM],
            options={"verify_exp": False, "verify_nbf": False, "verify_iat": False,
                     "verify_aud": False, "verify_iss": False, "verify_sub": False},
        )  # fmt: skip
    except jwt.InvalidTokenError:
        return None
    return said


def header_of(text: str) -> dict[str, Any]:
    """The unproven header of a token; empty where it has none."""
    return _part(text, 0)


def unproven(text: str) -> dict[str, Any]:
    """What a token claims, whoever wrote it; empty where it is no object."""
    return _part(text, 1)


def _part(text: str, place: int) -> dict[str, Any]:
    try:
        said = json.loads(unb64(text.split(".")[place]))
    except (ValueError, IndexError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def public_jwk(public: str) -> dict[str, str]:
    """A public key as a JSON Web Key."""
    return {
        "kty": "OKP", "crv": "Ed25519", "x": public, "kid": thumbprint(public), "use": "sig",
        "alg": ALGORITHM,
    }  # fmt: skip


def thumbprint(public: str) -> str:
    """The name of a key, made of itself (RFC 7638, RFC 8037)."""
    words = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": public}, separators=(",", ":"))
    return b64(hashlib.sha256(words.encode()).digest())


def canonical(said: Any) -> bytes:
    """The same bytes for the same facts, whatever order a database kept them in."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def b64(raw: bytes) -> str:
    """Base64url without padding, as JOSE writes it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes of it; ValueError where it is something else."""
    if not text.isascii():
        raise ValueError("Base64url is ASCII.")
    return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), b"-_", validate=True)


def _public(public: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(unb64(public))


def _opened(sealed: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(_box().decrypt(sealed.encode()))
    except InvalidToken as problem:
        raise KeyClosedError("NACRE_SECRET_KEY is not the one that sealed this key.") from problem


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str | bytes) -> bytes:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(
        force_bytes(secret)
    )
    return base64.urlsafe_b64encode(made)
