"""Packages of ours in the liver community, their storage, and attempts at them."""

import io
import os
from pathlib import Path

import pytest

from nacre.scorm import actions
from nacre.scorm.commits import Commit
from tests.scorm import packages

# Public packages, manifests and call lists, where a machine has them; nothing needs them.
PUBLIC = (
    Path(os.environ.get("NACRE_SCORM_SAMPLES", "")) if "NACRE_SCORM_SAMPLES" in os.environ else None
)


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.NACRE_HOME = tmp_path


@pytest.fixture
def bring(liver, erin):
    """`bring("2004", 2)`: a package of ours, taken in by Erin."""

    def take(standard="1.2", parts=1, **said):
        file = io.BytesIO(packages.package(standard, parts, **said))
        return actions.import_package(community=liver, file=file, by=erin.viewer)

    return take


@pytest.fixture
def begin(bring, amara):
    """`begin("1.2")`: Amara's attempt at a package, opened once."""

    def open_one(standard="1.2", parts=1, **said):
        package = bring(standard, parts, **said)
        attempt = actions.open_attempt(package=package, membership=amara.membership)
        return actions.begin_launch(attempt=attempt)

    return open_one


@pytest.fixture
def say():
    """`say(attempt, 1, status="completed")`: the first commit of the first part in this launch."""

    def commit(attempt, number, *, sco="i1", run=1, launch=None, cmi=None, **more):
        said = Commit(
            sco=sco, launch=attempt.launch if launch is None else launch, run=run, number=number,
            cmi=cmi or {}, **more,
        )  # fmt: skip
        outcome, _seconds = actions.record_commit(attempt=attempt, commit=said)
        attempt.refresh_from_db()
        return outcome

    return commit


def core(status="", raw="", time="", **more):
    """Data of SCORM 1.2."""
    return {"core": {"lesson_status": status, "score": {"raw": raw}, "session_time": time, **more}}
