"""Kill -9 at random moments never issues a certificate, or its letter, twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import migrated

ROOT = Path(__file__).parents[2]


def database_of_its_own(templates: Path, folder: Path) -> str:
    """The address of a migrated one, of the sort that the tests run on."""
    if connection.vendor == "sqlite":
        migrated.copy_sqlite(templates, folder / "nacre.sqlite3")
        return f"sqlite:///{folder / 'nacre.sqlite3'}"
    name = f"{settings.DATABASES['default']['TEST']['NAME']}_killed"
    migrated.copy_postgresql(templates, name)
    return f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"


@pytest.mark.walk  # it has a database of its own
def test_killed_anywhere_each_certificate_is_issued_once(tmp_path, request):
    """Two processes at once, 50 kills; then the award is repeated to the end."""
    url = database_of_its_own(Path(request.config.cache.mkdir("migrated")), tmp_path)
    env = os.environ | {
        "NACRE_HOME": str(tmp_path / "home"),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "nacre.config.settings",
        "NACRE_DEMO": "1",
    }
    told = subprocess.run(
        [sys.executable, "-m", "tests.certificates.killing"],
        env=env, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(told.stdout)
    assert found["before the end"] > 0  # some were awarded by processes that were killed
    everybody = {name: 40 for name in found if name not in {"kills", "before the end"}}
    assert found == found | everybody
