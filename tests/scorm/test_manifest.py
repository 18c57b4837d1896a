"""Manifests are read as both standards mean them."""

import io
import re

import pytest

from nacre.scorm.archive import open_archive
from nacre.scorm.manifest import launchable, read_manifest
from tests.scorm.conftest import PUBLIC
from tests.scorm.packages import MANIFEST_2004, manifest, zipped


def read(text: str, *files: str) -> dict:
    """A manifest in an archive with these files."""
    held = {"imsmanifest.xml": text} | dict.fromkeys(files or ("part.html",), "x")
    return read_manifest(open_archive(io.BytesIO(zipped(held))))


@pytest.mark.parametrize(
    ("said", "standard", "edition"),
    [
        ("1.2", "1.2", "1.2"),
        ("CAM 1.3", "2004", "2nd Edition"),
        ("2004 3rd Edition", "2004", "3rd Edition"),
        ("2004 4th Edition", "2004", "4th Edition"),
    ],
)
def test_the_standard_is_what_the_manifest_says(said, standard, edition):
    found = read(manifest(standard, version=said))
    assert (found["standard"], found["edition"]) == (standard, edition)


@pytest.mark.parametrize("standard", ["1.2", "2004"])
def test_without_a_version_the_namespace_tells(standard):
    text = re.sub("<schemaversion>.*</schemaversion>", "", manifest(standard))
    assert read(text)["standard"] == standard


def test_what_an_item_of_12_asks_for_is_kept():
    extra = (
        "<adlcp:prerequisites>i0</adlcp:prerequisites><adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>"
        "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction><adlcp:datafromlms>a=1</adlcp:datafromlms>"
        "<adlcp:masteryscore>80</adlcp:masteryscore>"
    )
    (item,) = launchable(read(manifest(extra=extra)))
    kept = [
        item[name]
        for name in (
            "prerequisites",
            "max_time",
            "time_limit_action",
            "data_from_lms",
            "mastery_score",
        )
    ]
    assert kept == ["i0", "00:30:00", "exit,message", "a=1", "80"]


def test_bases_are_joined_and_parameters_added():
    text = manifest("2004").replace("<resources>", '<resources xml:base="a/">')
    text = text.replace('href="part.html?n=1"', 'xml:base="b%20c/" href="part.html#top"')
    text = text.replace('identifierref="r1"', 'identifierref="r1" parameters="?x=1&amp;y=2"')
    (item,) = launchable(read(text, "a/b c/part.html"))
    assert item["launch"] == "a/b c/part.html?x=1&y=2#top"


def test_the_default_organization_is_played():
    other = '<organization identifier="first"><title>No</title><item identifier="x" identifierref="r1"><title>x</title></item></organization>'
    text = manifest().replace('<organizations default="o">', f'<organizations default="o">{other}')
    assert read(text)["organization"] == "o"


def test_a_manifest_within_the_manifest_gives_its_items():
    inner = manifest("2004", 2).split("?>")[1].replace('identifier="own"', 'identifier="inner"')
    inner = inner.replace("<resources>", '<resources xml:base="sub/">')
    outer = '<item identifier="whole" identifierref="inner"><title>All</title></item>'
    text = MANIFEST_2004.format(
        version="2004 3rd Edition", title="Outer", items=outer, sequencing="", resources=""
    ).replace("</manifest>", f"{inner}</manifest>")
    found = read(text, "sub/part.html")
    assert [item["launch"] for item in launchable(found)] == [
        "sub/part.html?n=1",
        "sub/part.html?n=2",
    ]


def test_a_file_in_other_letters_is_found_and_said():
    found = read(manifest(), "Part.html")
    assert launchable(found)[0]["launch"].startswith("Part.html")
    assert "is written “Part.html” in the zip" in found["notes"][0]


def test_what_is_listed_and_missing_is_said_and_refuses_nothing():
    text = manifest().replace("</resource>", '<file href="gone.png"/></resource>')
    assert read(text)["notes"] == ["1 file that imsmanifest.xml lists is not in the package."]


SEQUENCING = """<imsss:sequencing>
  <imsss:controlMode choice="false" flow="true" forwardOnly="true"/>
  <imsss:sequencingRules><imsss:preConditionRule>
    <imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition referencedObjective="o1" operator="not" condition="satisfied"/></imsss:ruleConditions>
    <imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
  <imsss:limitConditions attemptLimit="2"/>
  <imsss:rollupRules objectiveMeasureWeight="0.5"><imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5">
    <imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>
  <imsss:objectives><imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure>
    <imsss:mapInfo targetObjectiveID="g" readSatisfiedStatus="true" writeSatisfiedStatus="true"/></imsss:primaryObjective><imsss:objective objectiveID="o1"/></imsss:objectives>
  <imsss:deliveryControls completionSetByContent="true"/>
</imsss:sequencing>"""


def test_sequencing_is_read_in_the_words_of_the_run_time():
    (item,) = launchable(read(manifest("2004", extra=SEQUENCING)))
    said = item["sequencing"]
    assert said["sequencingControls"] == {
        "choice": False, "flow": True, "forwardOnly": True, "objectiveMeasureWeight": 0.5,
    }  # fmt: skip
    assert said["sequencingRules"]["preConditionRules"] == [
        {
            "action": "skip",
            "conditionCombination": "any",
            "conditions": [
                {"condition": "satisfied", "operator": "not", "referencedObjective": "o1"}
            ],
        }
    ]
    assert said["attemptLimit"] == 2
    assert said["rollupRules"]["rules"][0]["minimumPercent"] == 50
    assert said["primaryObjective"] == {
        "objectiveID": "p", "isPrimary": True, "satisfiedByMeasure": True, "minNormalizedMeasure": 0.6,
        "mapInfo": [{"targetObjectiveID": "g", "readSatisfiedStatus": True, "writeSatisfiedStatus": True}],
    }  # fmt: skip
    assert said["deliveryControls"] == {"completionSetByContent": True}


@pytest.mark.skipif(PUBLIC is None, reason="no public samples here (NACRE_SCORM_SAMPLES)")
def test_public_manifests_are_read():
    found = sorted((PUBLIC / "adl2004-4ed-manifests").glob("*.xml"))
    assert found
    for path in found:
        text = path.read_text()
        hrefs = {href.split("?")[0] for href in re.findall(r'href\s*=\s*"([^"]+)"', text)}
        files = {base + href for href in hrefs for base in ("", "resources/", "common/")}
        assert launchable(read(text, *files)), path.name
