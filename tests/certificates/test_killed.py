"""Kill -9 at random moments never issues a certificate, or its letter, twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated

ROOT = Path(__file__).parents[2]


@pytest.mark.walk  # it has a database of its own
def test_killed_anywhere_each_certificate_is_issued_once(tmp_path, request):
    """Two processes at once, 50 kills; then the award is repeated to the end."""
    database = tmp_path / "nacre.sqlite3"
    migrated.copy_sqlite(Path(request.config.cache.mkdir("migrated")), database)
    env = os.environ | {
        "NACRE_HOME": str(tmp_path / "home"),
        "DATABASE_URL": f"sqlite:///{database}",
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
