"""The reference is complete and its links lead somewhere: docs that cannot lie."""

import ast
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import get_commands, load_command_class
from django.dispatch import Signal

from nacre.components import Component, declarations, registry
from nacre.insights.kinds import known_kinds

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "deploy" / "README.md"]
MODES = ("tutorial", "how-to", "reference", "explanation")
# The eight kinds of contribution, and the four of them that are decorators (ADR 4).
DECLARED = {"page_types", "nav", "urls", "activities"}
MARKED = {"audience_rule", "metric", "panel", "digest_section"}
# Options that Django gives every command.
DJANGOS = {
    "--help", "-h", "--version", "--verbosity", "-v", "--settings", "--pythonpath", "--traceback",
    "--no-color", "--force-color", "--skip-checks",
}  # fmt: skip


def read(name: str) -> str:
    """A page of the reference."""
    return (REFERENCE / name).read_text()


def variables() -> list[str]:
    """The environment variables that the settings read."""
    text = (ROOT / "nacre" / "config" / "settings.py").read_text()
    return sorted(set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text)))


def our_commands() -> list[tuple[str, str]]:
    """The management commands of the platform and of bespoke components."""
    return sorted(
        (n, app) for n, app in get_commands().items() if app.startswith(("nacre.", "bespoke."))
    )


def signals() -> list[str]:
    """The signals that apps of ours send."""
    found = []
    for path in [*(ROOT / "nacre").rglob("signals.py"), *(ROOT / "bespoke").rglob("signals.py")]:
        found += re.findall(rf"^(\w+) = {Signal.__name__}\(", path.read_text(), re.M)
    return sorted(found)


def targets() -> list[str]:
    """The targets that `make` alone prints."""
    return re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.M)


def direct_dependencies() -> list[str]:
    """What core.in, dev.in and node.in of requirements name, and package.json."""
    lines = [
        line
        for name in ("core.in", "dev.in", "node.in")
        for line in (ROOT / "requirements" / name).read_text().splitlines()
    ]
    names = [re.split(r"[\[=<>~; #]", line, maxsplit=1)[0] for line in lines]
    names += json.loads((ROOT / "package.json").read_text())["dependencies"]
    return sorted({n for n in names if n and not n.startswith("-")}, key=str.lower)


def links(path: Path) -> list[str]:
    """The relative links of a page, without those that stand in code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(), flags=re.S)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link for link in found if not re.match(r"[a-z]+:|#", link)]


def name_of(path: Path) -> str:
    """A page as a test names it."""
    return str(path.relative_to(ROOT))


def first_line_after_title(path: Path) -> str:
    """What a page says first."""
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    return lines[1] if len(lines) > 1 else ""


@pytest.mark.parametrize("variable", variables())
def test_each_variable_of_the_settings_is_explained(variable):
    assert f"`{variable}`" in read("settings.md")


@pytest.mark.parametrize(
    "variable", sorted(set(re.findall(r"^\| `([A-Z_]+)`", read("settings.md"), re.M)))
)
def test_no_variable_is_explained_that_nobody_reads(variable):
    assert variable in variables()


@pytest.mark.parametrize("kind", sorted(known_kinds()))
def test_each_kind_of_activity_is_explained(kind):
    assert f"`{kind}`" in read("activity.md")


def test_the_components_reference_has_every_kind_of_contribution():
    assert all(hasattr(Component, name) for name in DECLARED)
    assert all(callable(getattr(declarations, name)) for name in MARKED)
    for name in DECLARED | MARKED:
        assert f"| `{name}` |" in read("components.md")


@pytest.mark.parametrize("place", declarations.PLACES)
def test_each_place_of_a_panel_is_named(place):
    assert f"`{place}`" in read("components.md")


@pytest.mark.parametrize("component", registry.installed(), ids=lambda c: c.slug)
def test_each_metric_of_a_component_is_defined(component):
    for marked in component.contributions("metric"):
        assert f"`{marked.options['code']}`" in read("metrics.md")


@pytest.mark.parametrize(("name", "app"), our_commands(), ids=lambda part: part)
def test_each_command_is_explained_with_its_options(name, app):
    text = read("commands.md")
    section = re.search(rf"^### `nacre {name}\b.*?(?=^##|\Z)", text, re.M | re.S)
    assert section, f"docs/reference/commands.md has no heading for {name}"
    parser = load_command_class(app, name).create_parser("nacre", name)
    options = {o for action in parser._actions for o in action.option_strings[:1]} - DJANGOS
    missing = [option for option in sorted(options) if f"`{option}" not in section[0]]
    assert not missing


def test_no_command_is_explained_that_does_not_exist():
    explained = set(re.findall(r"^### `nacre (\w+)", read("commands.md"), re.M))
    assert explained <= set(get_commands())


@pytest.mark.parametrize("target", targets())
def test_each_target_of_make_is_explained(target):
    assert f"`make {target}" in read("commands.md")


@pytest.mark.parametrize("signal", signals())
def test_each_signal_is_explained(signal):
    assert f"`{signal}`" in read("signals.md")


@pytest.mark.parametrize("package", direct_dependencies())
def test_each_direct_dependency_has_its_reason(package):
    assert re.search(rf"^\| `{re.escape(package)}`[^|]*\| \S", read("dependencies.md"), re.M | re.I)


def test_no_dependency_is_explained_that_is_gone():
    explained = {
        name.lower() for name in re.findall(r"^\| `([\w.-]+)`", read("dependencies.md"), re.M)
    }
    assert explained <= {name.lower() for name in direct_dependencies()}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(path):
    broken = [
        link
        for link in links(path)
        if not (path.parent / unquote(link.partition("#")[0])).resolve().exists()
    ]
    assert not broken


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_names_a_folder_of_one_machine(path):
    assert not re.search(r"(?<![\w.])/(work|home|Users|root|tmp)/", path.read_text())


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "how-to").glob("*.md")), ids=name_of)
def test_a_how_to_begins_with_when_to_use_it(path):
    assert first_line_after_title(path).startswith("Use this when")


def test_each_page_is_in_one_of_the_four_modes_or_a_record():
    folders = {p.relative_to(ROOT / "docs").parts[0] for p in (ROOT / "docs").rglob("*.md")}
    assert folders <= {*MODES, "adr", "releases", "README.md"}


@pytest.mark.parametrize(
    "app", sorted(p.parent.name for p in (ROOT / "nacre").glob("*/__init__.py"))
)
def test_the_tour_of_the_house_says_what_each_app_says_of_itself(app):
    docstring = ast.get_docstring(ast.parse((ROOT / "nacre" / app / "__init__.py").read_text()))
    first = " ".join(docstring.split("\n\n")[0].split())
    tour = " ".join((ROOT / "docs" / "explanation" / "house.md").read_text().split())
    assert f"`{app}` | {first}" in tour


def test_the_readme_draws_the_floors_that_are_enforced():
    contract = (ROOT / "pyproject.toml").read_text()
    layers = re.search(r"exhaustive = true\nlayers = \[(.*?)\]", contract, re.S)[1]
    enforced = re.findall(r'"([a-z |]+)"', layers)
    drawing = re.search(r"## The floors.*?```(.*?)```", (ROOT / "README.md").read_text(), re.S)[1]
    drawn = [re.split(r"\s{3,}", line.strip())[0] for line in drawing.strip().splitlines()]
    assert [re.sub(r"\s+", " ", floor) for floor in drawn] == enforced
