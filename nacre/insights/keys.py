"""Keys that tell two people apart without saying who they are."""

import hashlib
import hmac
import os
import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from nacre.insights.periods import LONDON

# The day of a salt turns at four in the morning, when a reader is least likely to be cut in two.
QUIET_HOUR = timedelta(hours=4)


def _folder() -> Path:
    return Path(settings.NACRE_HOME) / "activity" / "keys"


def _kept(path: Path) -> bytes:
    """The random bytes in a file, made once by whichever process comes first."""
    if path.exists():
        return path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_bytes(secrets.token_bytes(32))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return path.read_bytes()


@lru_cache(maxsize=8)
def _salt(folder: Path, day: str) -> bytes:
    return _kept(folder / f"visitors-{day}")


@lru_cache(maxsize=8)
def _member_secret(folder: Path) -> bytes:
    return _kept(folder / "members")


def salt_day(moment: datetime) -> str:
    """The day whose salt is in use."""
    return (moment.astimezone(LONDON) - QUIET_HOUR).date().isoformat()


def visitor_key(request: HttpRequest, now: datetime | None = None) -> str:
    """Somebody without an account, for one day: from address and browser, by that day's salt."""
    return _visitor(address_of(request), request.META.get("HTTP_USER_AGENT", ""), _today(now))


def _today(now: datetime | None) -> str:
    return salt_day(now or datetime.now(UTC))


@lru_cache(maxsize=4096)
def _visitor(address: str, agent: str, day: str) -> str:
    said = f"{address}\0{agent}".encode()
    return hmac.new(_salt(_folder(), day), said, hashlib.sha256).hexdigest()[:20]


def address_of(request: HttpRequest) -> str:
    """The visitor's address, or the one that the nearest trusted proxies saw."""
    proxies = getattr(settings, "NACRE_PROXIES", 0)
    hops = [h.strip() for h in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if h.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def member_key(membership_id: int) -> str:
    """A member in the log: the same for ever here, and no way back to the row without the secret."""
    return _lasting(_folder(), str(membership_id))


def account_key(user_id: int) -> str:
    """Somebody who is signed in and no member here: a visitor like others, but for longer."""
    return _lasting(_folder(), f"account:{user_id}")


@lru_cache(maxsize=20_000)
def _lasting(folder: Path, said: str) -> str:
    return hmac.new(_member_secret(folder), said.encode(), hashlib.sha256).hexdigest()[:20]


def forget_old_salts(now: datetime) -> int:
    """Delete the salts of past days: from then on nobody can work a visitor's key out again."""
    keep = {salt_day(now), salt_day(now - timedelta(days=1))}
    old = [p for p in _folder().glob("visitors-*") if p.name.removeprefix("visitors-") not in keep]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
