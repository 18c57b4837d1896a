"""What is wrong with the courses.yaml of a blueprint: courses, modules, screens and banks."""

from collections.abc import Iterator
from typing import Any

from nacre.components.registry import SLUG
from nacre.launch.blueprint import Blueprint
from nacre.launch.case_checks import case_wrong
from nacre.launch.problems import (
    TEXT_BLOCKS,
    Place,
    Problem,
    fields_wrong,
    one_of,
    text_blocks_wrong,
    texts_wrong,
    whole_number_wrong,
)
from nacre.launch.question_checks import question_wrong
from nacre.launch.reading_time import (
    MINUTES_AT_MOST,
    SCREEN_WORDS,
    WORDS_A_MINUTE,
    screens_of,
    words_of,
)

Said = dict[str, Any]
FILE = "courses"
BLOCKS = (TEXT_BLOCKS - {"poll"}) | {"screen", "question", "draw", "case"}
COURSE = "slug title standfirst audience topics outcomes key_points body modules"
COURSE_MAY = "pass_mark valid_months is_in_order days_ago funding"
MODULE = "slug title standfirst minutes topics key_points body"
MODULE_MAY = "time_limit"
NUMBERS = {"pass_mark": (0, 100), "valid_months": (0, 120), "days_ago": (0, 9999)}
OUTCOMES = (3, 5)
KEY_POINTS = (1, 3)
DAY = 24 * 60


def courses_wrong(found: Blueprint) -> Iterator[Problem]:
    """Everything that is wrong with the courses and question banks of a blueprint."""
    for kind, items in (("banks", found.banks), ("courses", found.courses)):
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield Place(FILE, kind).wrong("must be a list of mappings.")
            return
    if isinstance(found.learning, dict) and found.learning.get("modules"):
        yield Problem("pages", "learning", "modules", f"are written as courses, in {FILE}.yaml.")
    sizes = {str(bank.get("name")): _size(bank) for bank in found.banks}
    yield from _banks(found.banks)
    yield from _slugs(found)
    for course in found.courses:
        place = Place(FILE, str(course.get("slug", "")))
        early = list(fields_wrong(place, course, COURSE, COURSE_MAY))
        yield from early
        if not early:
            yield from _course(place, course, found)
            for module in course["modules"]:
                yield from _module(module, sizes, found)


def _size(bank: Said) -> int:
    questions = bank.get("questions")
    return len(questions) if isinstance(questions, list) else 0


def _banks(banks: list[Said]) -> Iterator[Problem]:
    names = [str(bank.get("name")) for bank in banks]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Place(FILE, f"bank {name}").wrong("has a name that another bank has.")
    for bank in banks:
        place = Place(FILE, f"bank {bank.get('name', '')}")
        early = list(fields_wrong(place, bank, "name questions"))
        yield from early
        for number, question in enumerate([] if early else bank["questions"], 1):
            yield from question_wrong(place.at(f"question {number}"), question)


def _slugs(found: Blueprint) -> Iterator[Problem]:
    """Courses and modules share one set of names, so that each can be spoken of by its own."""
    if found.courses and "learning" not in _named(found, "sections"):
        yield Place("community", "sections", "learning").wrong(f"is needed by {FILE}.yaml.")
    taken: set[str] = set()
    for item in [*found.courses, *_modules(found.courses)]:
        slug = str(item.get("slug", ""))
        if not SLUG.match(slug) or slug in taken:
            yield Place(FILE, slug, "slug").wrong("must be a slug of its own in the learning zone.")
        taken.add(slug)


def _modules(courses: list[Said]) -> list[Said]:
    lists = [course.get("modules") for course in courses]
    return [
        module
        for modules in lists
        if isinstance(modules, list)
        for module in modules
        if isinstance(module, dict)
    ]


def _named(found: Blueprint, kind: str) -> set[str]:
    return {row["slug"] for row in found.community.get(kind, [])}


def _course(place: Place, course: Said, found: Blueprint) -> Iterator[Problem]:
    yield from _topics(place, course, found)
    yield from texts_wrong(place.at("outcomes"), course["outcomes"], *OUTCOMES)
    yield from texts_wrong(place.at("key_points"), course["key_points"], *KEY_POINTS)
    yield from text_blocks_wrong(FILE, place.item, course["body"])
    if course["audience"] not in _named(found, "audiences"):
        yield place.at("audience").wrong(f"{course['audience']!r} is no audience here.")
    for field, (least, most) in NUMBERS.items():
        yield from whole_number_wrong(place.at(field), course.get(field, least), least, most)
    if not isinstance(course.get("is_in_order", False), bool):
        yield place.at("is_in_order").wrong("must be true or false.")
    paying = {funding.get("sponsor") for funding in found.community.get("funding", [])}
    if course.get("funding") and course["funding"] not in paying:
        yield place.at("funding").wrong(f"{course['funding']!r} funds nothing here.")


def _topics(place: Place, item: Said, found: Blueprint) -> Iterator[Problem]:
    yield from texts_wrong(place.at("topics"), item["topics"], 1)
    for topic in item["topics"]:
        if topic not in list(_named(found, "topics")):
            yield place.at("topics").wrong(f"{topic!r} is no topic of this community.")


def _module(module: Any, sizes: dict[str, int], found: Blueprint) -> Iterator[Problem]:
    place = Place(FILE, str(module.get("slug", "")) if isinstance(module, dict) else "a module")
    early = list(fields_wrong(place, module, MODULE, MODULE_MAY))
    yield from early
    if early:
        return
    yield from _topics(place, module, found)
    yield from texts_wrong(place.at("key_points"), module["key_points"], *KEY_POINTS)
    early = list(_body(place, module["body"], sizes))
    yield from early or _times(place, module)


def _body(place: Place, body: Any, sizes: dict[str, int]) -> Iterator[Problem]:
    if not isinstance(body, list) or not isinstance(body[0], dict) or "screen" not in body[0]:
        yield place.at("body").wrong("must be a list of blocks that begins with a screen.")
        return
    for number, block in enumerate(body, 1):
        where = place.at(f"body {number}")
        early = list(one_of(where, block, BLOCKS))
        yield from early or _block(where, block, sizes)


def _block(place: Place, block: Said, sizes: dict[str, int]) -> Iterator[Problem]:
    if "question" in block:
        yield from question_wrong(place, block["question"])
    elif "case" in block:
        yield from case_wrong(place, block["case"])
    elif "draw" in block:
        yield from _draw(place, block["draw"], sizes)


def _draw(place: Place, said: Any, sizes: dict[str, int]) -> Iterator[Problem]:
    early = list(fields_wrong(place, said, "bank number"))
    yield from early
    if early:
        return
    size = sizes.get(said["bank"])
    if size is None:
        yield place.at("bank").wrong(f"{said['bank']!r} is no bank of this file.")
    elif size:
        yield from whole_number_wrong(place.at("number"), said["number"], 1, size)


def _times(place: Place, module: Said) -> Iterator[Problem]:
    """That the time a module says it takes, and the time it gives, can be kept."""
    minutes, limit = module["minutes"], module.get("time_limit", 0)
    if type(minutes) is not int or not 1 <= minutes <= MINUTES_AT_MOST:
        yield place.at("minutes").wrong(
            f"must be a whole number from 1 to {MINUTES_AT_MOST}: divide a longer module."
        )
        return
    if limit != 0:
        yield from whole_number_wrong(place.at("time_limit"), limit, minutes, DAY)
    if (words := words_of(module["body"])) > minutes * WORDS_A_MINUTE:
        yield place.at("body").wrong(
            f"has {words} words, too many for {minutes} minutes: shorten it, or give it more."
        )
    for title, blocks in screens_of(module["body"]):
        words = words_of([block for block in blocks if set(block) <= TEXT_BLOCKS])
        if words > SCREEN_WORDS:
            yield place.at(f"screen {title!r}").wrong(
                f"has {words} words, more than a telephone shows well: keep to {SCREEN_WORDS}."
            )
