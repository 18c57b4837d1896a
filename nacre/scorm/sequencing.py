"""The sequencing of SCORM 2004 (imsss), as the run-time library wants to be told it."""

from typing import Any

from nacre.scorm.xml_tree import Node

CONTROLS = {
    "choice": "choice", "choiceexit": "choiceExit", "flow": "flow", "forwardonly": "forwardOnly",
    "usecurrentattemptobjectiveinfo": "useCurrentAttemptObjectiveInfo",
    "usecurrentattemptprogressinfo": "useCurrentAttemptProgressInfo",
}  # fmt: skip
DELIVERY = {
    "tracked": "tracked", "completionsetbycontent": "completionSetByContent",
    "objectivesetbycontent": "objectiveSetByContent",
}  # fmt: skip
CHOICE = {"preventactivation": "preventActivation", "constrainchoice": "constrainChoice"}
ROLLUP = {
    "rollupobjectivesatisfied": "rollupObjectiveSatisfied",
    "rollupprogresscompletion": "rollupProgressCompletion",
}
CONSIDERATIONS = (
    "requiredForSatisfied", "requiredForNotSatisfied", "requiredForCompleted", "requiredForIncomplete",
)  # fmt: skip
LIMITS = {
    "attemptabsolutedurationlimit": "attemptAbsoluteDurationLimit",
    "activityabsolutedurationlimit": "activityAbsoluteDurationLimit",
    "begintimelimit": "beginTimeLimit",
    "endtimelimit": "endTimeLimit",
}
MAP = (
    "readSatisfiedStatus", "readNormalizedMeasure", "writeSatisfiedStatus", "writeNormalizedMeasure",
)  # fmt: skip
MORE_MAP = (
    "readRawScore", "readMinScore", "readMaxScore", "readCompletionStatus", "readProgressMeasure",
    "writeRawScore", "writeMinScore", "writeMaxScore", "writeCompletionStatus", "writeProgressMeasure",
)  # fmt: skip
RULES = {
    "preconditionrule": "preConditionRules",
    "exitconditionrule": "exitConditionRules",
    "postconditionrule": "postConditionRules",
}
TIMINGS = {"once": "once", "oneachnewattempt": "onEachNewAttempt", "never": "never"}


def sequencing_of(node: Node) -> dict[str, Any]:
    """What an item or organisation says about its sequencing; empty where it says nothing."""
    found = node.first("sequencing")
    return _settings(found) if found is not None else {}


def collections_of(root: Node) -> dict[str, Any]:
    """Sequencing that items share, by its identifier."""
    return {
        one.get("id"): _settings(one)
        for holder in root.walk()
        if holder.name == "sequencingcollection"
        for one in holder.all("sequencing")
        if one.get("id")
    }


def _settings(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if shared := node.get("idref"):
        said["sequencingIdRef"] = shared
    if controls := _controls(node):
        said["sequencingControls"] = controls
    if (delivery := node.first("deliverycontrols")) is not None:
        said["deliveryControls"] = _booleans(delivery, DELIVERY)
    if (rules := node.first("sequencingrules")) is not None:
        said["sequencingRules"] = _rules(rules)
    if (rollup := node.first("rolluprules")) is not None and list(rollup.all("rolluprule")):
        said["rollupRules"] = {"rules": [_rollup_rule(one) for one in rollup.all("rolluprule")]}
    said |= _limits(node) | _objectives(node)
    if (considered := node.first("rollupconsiderations")) is not None:
        said["rollupConsiderations"] = _considerations(considered)
    return said


def _booleans(node: Node, names: dict[str, str]) -> dict[str, bool]:
    return {ours: _is_true(node.get(theirs)) for theirs, ours in names.items() if node.get(theirs)}


def _is_true(text: str) -> bool:
    return text.lower() in {"true", "1"}


def _controls(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if (mode := node.first("controlmode")) is not None:
        said |= _booleans(mode, CONTROLS)
    if (choice := node.first("constrainedchoiceconsiderations")) is not None:
        said |= _booleans(choice, CHOICE)
    if (rollup := node.first("rolluprules")) is not None:
        said |= _booleans(rollup, ROLLUP)
        if rollup.get("objectivemeasureweight"):
            said["objectiveMeasureWeight"] = _float(rollup.get("objectivemeasureweight"), 1.0)
    if (random := node.first("randomizationcontrols")) is not None:
        said |= _randomization(random)
    return said


def _randomization(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for theirs, ours in (
        ("selectiontiming", "selectionTiming"),
        ("randomizationtiming", "randomizationTiming"),
    ):
        if timing := TIMINGS.get(node.get(theirs).lower()):
            said[ours] = timing
    if node.get("selectcount").isdecimal():
        said["selectCount"] = int(node.get("selectcount"))
    if node.get("reorderchildren"):
        said["randomizeChildren"] = said["reorderChildren"] = _is_true(node.get("reorderchildren"))
    return said


def _rules(node: Node) -> dict[str, Any]:
    return {
        ours: [_rule(one) for one in node.all(theirs)]
        for theirs, ours in RULES.items()
        if node.first(theirs) is not None
    }


def _rule(node: Node) -> dict[str, Any]:
    action = node.first("ruleaction")
    holder = node.first("ruleconditions")
    return {
        "action": action.get("action") if action else "",
        "conditionCombination": (holder.get("conditioncombination") if holder else "") or "all",
        "conditions": [_condition(one) for one in holder.all("rulecondition")] if holder else [],
    }


def _condition(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {"condition": node.get("condition")}
    if node.get("operator") == "not":
        said["operator"] = "not"
    if node.get("referencedobjective"):
        said["referencedObjective"] = node.get("referencedobjective")
    if node.get("measurethreshold"):
        said["parameters"] = {"threshold": _float(node.get("measurethreshold"), 0.0)}
    return said


def _rollup_rule(node: Node) -> dict[str, Any]:
    action, holder = node.first("rollupaction"), node.first("rollupconditions")
    said: dict[str, Any] = {
        "action": action.get("action") if action else "",
        "consideration": node.get("childactivityset") or "all",
        "conditionCombination": (holder.get("conditioncombination") if holder else "") or "any",
        "conditions": [
            {"condition": one.get("condition")}
            | ({"operator": "not"} if one.get("operator") == "not" else {})
            for one in (holder.all("rollupcondition") if holder else ())
        ],
    }
    if node.get("minimumcount").isdecimal():
        said["minimumCount"] = int(node.get("minimumcount"))
    if node.get("minimumpercent"):
        said["minimumPercent"] = _float(node.get("minimumpercent"), 0.0) * 100  # the library's unit
    return said


def _limits(node: Node) -> dict[str, Any]:
    found = node.first("limitconditions")
    if found is None:
        return {}
    said: dict[str, Any] = {ours: found.get(k) for k, ours in LIMITS.items() if found.get(k)}
    if found.get("attemptlimit").isdecimal():
        said["attemptLimit"] = int(found.get("attemptlimit"))
    return said


def _objectives(node: Node) -> dict[str, Any]:
    """The objectives of imsss with what adlseq adds to their maps."""
    more = {
        one.get("objectiveid"): [_map(m, MORE_MAP) for m in one.all("mapinfo")]
        for holder in node.children
        if holder.name == "objectives"
        for one in holder.all("objective")
        if any(m.get("readrawscore") or _has_more(m) for m in one.all("mapinfo"))
    }
    said: dict[str, Any] = {}
    for holder in node.all("objectives"):
        if (primary := holder.first("primaryobjective")) is not None:
            said["primaryObjective"] = _objective(primary, more, is_primary=True)
        others = [
            _objective(one, more, is_primary=False)
            for one in holder.all("objective")
            if not all(_has_more(m) for m in one.all("mapinfo")) or not list(one.all("mapinfo"))
        ]
        if others:
            said.setdefault("objectives", []).extend(others)
    return said


def _has_more(node: Node) -> bool:
    return any(node.get(name.lower()) for name in MORE_MAP)


def _objective(node: Node, more: dict[str, list], *, is_primary: bool) -> dict[str, Any]:
    name = node.get("objectiveid")
    said: dict[str, Any] = {"objectiveID": name, "isPrimary": is_primary}
    if node.get("satisfiedbymeasure"):
        said["satisfiedByMeasure"] = _is_true(node.get("satisfiedbymeasure"))
    if least := node.text_of("minnormalizedmeasure"):
        said["minNormalizedMeasure"] = _float(least, 1.0)
    maps = [_map(one, MAP) for one in node.all("mapinfo")]
    for extra in more.get(name, []):
        same = next((m for m in maps if m["targetObjectiveID"] == extra["targetObjectiveID"]), None)
        if same is None:
            maps.append(extra)
        else:
            same |= extra
    if maps:
        said["mapInfo"] = maps
    return said


def _map(node: Node, names: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {"targetObjectiveID": node.get("targetobjectiveid")}
    return told | {n: _is_true(node.get(n.lower())) for n in names if node.get(n.lower())}


def _considerations(node: Node) -> dict[str, Any]:
    said: dict[str, Any] = {n: node.get(n.lower()) for n in CONSIDERATIONS if node.get(n.lower())}
    if node.get("measuresatisfactionifactive"):
        said["measureSatisfactionIfActive"] = _is_true(node.get("measuresatisfactionifactive"))
    return said


def _float(text: str, usual: float) -> float:
    try:
        return float(text)
    except ValueError:
        return usual
