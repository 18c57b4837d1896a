"""The house keeps its own rules: what import contracts cannot see (docs/explanation/house.md)."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page

from nacre.communities.models import CommunityOwned

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN_NAMES = {
    "utils", "helpers", "core", "common", "lib", "services", "managers", "mixins", "misc", "handlers",
}  # fmt: skip
# Nouns that belong to the installation or hang on a noun that belongs to a community.
GLOBAL_NOUNS = {
    "communities": "everything: it is the tenant itself",
    "evidence": "citations are shared by all communities",
    "members.User": "an account spans communities",
    "members.EmailDomain": "what a domain says is the same for everyone",
    "members.EvidenceChain": "one chain of evidence an installation",
    "members.Organisation": "a hospital is the same for everyone",
    "members.OrganisationName": "belongs to its organisation",
    "members.QuietAddress": "a hash; who wants quiet wants it in every community",
    "privacy.Erasure": "the proof that somebody was forgotten everywhere; it names nobody",
    "members.OrganisationWord": "belongs to its name",
    "members.OrganisationKin": "belongs to its organisation",
    "members.Succession": "belongs to its organisations",
    "members.RegisterEntry": "a regulator's register is the same for everyone",
    "members.RegisterFile": "the file that it came from",
}
PYTHON = [p for p in (ROOT / "nacre").rglob("*.py") if "migrations" not in p.parts]


def ours():
    """The models of the platform and of bespoke components."""
    for model in apps.get_models():
        if model.__module__.startswith(("nacre.", "bespoke.")):
            yield model


def belongs_to_a_community(model, seen=()) -> bool:
    """Whether a model hangs on a community or an account, directly or through others."""
    if issubclass(model, CommunityOwned | Page):
        return True
    links = [f for f in model._meta.get_fields() if (f.many_to_one or f.one_to_one) and f.concrete]
    targets = {f.related_model for f in links} - {model, *seen}
    return any(
        t._meta.label in {"communities.Community", "members.User"}
        or belongs_to_a_community(t, (*seen, model))
        for t in targets
        if t.__module__.startswith(("nacre.", "bespoke.", "wagtail.models"))
    )


@pytest.mark.parametrize("model", list(ours()), ids=lambda m: m._meta.label)
def test_each_model_belongs_to_a_community_or_is_named_as_global(model):
    named = model._meta.app_label in GLOBAL_NOUNS or model._meta.label in GLOBAL_NOUNS
    files = issubclass(model, tuple(m for m in ours() if m.__module__.endswith("models.files")))
    installation = model.__module__.endswith("schedule") or model._meta.model_name == "scheduledrun"
    assert named or files or installation or belongs_to_a_community(model)


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_has_a_name_that_says_nothing(path):
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), "the first line says what the module is for"


def test_views_reach_members_data_only_through_named_questions():
    """In views no objects.get, .all or .filter: `visible_to(viewer)` is the one gate."""
    for path in PYTHON:
        if path.name in {"views.py", "api.py"} or "templatetags" in path.parts:
            text = path.read_text()
            for call in ("objects.get(", "objects.all(", "objects.filter("):
                assert call not in text, f"{path.relative_to(ROOT)} uses {call}"


@pytest.mark.parametrize("path", settings.MIDDLEWARE)
def test_no_middleware_sends_a_request_through_a_thread(path):
    """One asynchronous middleware among synchronous ones costs a thread on every request."""
    assert getattr(import_string(path), "sync_capable", True)
