"""What a module is made of besides the text of an article: screens, questions, cases, packages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from nacre.editorial.blocks import PROSE, BodyBlock
from nacre.learning.choosers import BankChooserBlock, PackageChooserBlock, QuestionChooserBlock

MOST_STAGES = 12


class AskBlock(blocks.StructBlock):
    """One question of a bank."""

    question = QuestionChooserBlock()

    class Meta:
        icon = "help"
        label = gettext_lazy("Question")


class DrawBlock(blocks.StructBlock):
    """Some questions of a bank, drawn anew for each attempt."""

    bank = BankChooserBlock()
    number = blocks.IntegerBlock(min_value=1, max_value=50, default=5)

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Questions drawn from a bank")


class ChoiceBlock(blocks.StructBlock):
    """What a learner may do at a stage of a case, what is said to it and where it leads."""

    label = blocks.CharBlock(max_length=240)
    feedback = blocks.RichTextBlock(features=PROSE, required=False)
    goes_to = blocks.CharBlock(
        max_length=40,
        required=False,
        help_text=gettext_lazy("The name of another stage; empty: the case ends here"),
    )
    credit = blocks.IntegerBlock(
        min_value=0,
        max_value=100,
        required=False,
        help_text=gettext_lazy(
            "How good a choice it is, of 100; empty at every choice: not scored"
        ),
    )


class StageBlock(blocks.StructBlock):
    """One moment of a case: what is known now, and what can be done."""

    name = blocks.CharBlock(max_length=40, help_text=gettext_lazy("Short, unique within the case"))
    text = blocks.RichTextBlock(features=PROSE)
    choices = blocks.ListBlock(ChoiceBlock(), default=[], min_num=0, max_num=8)


class CaseBlock(blocks.StructBlock):
    """A case that branches: each choice leads on, and there is no way back."""

    title = blocks.CharBlock()
    stages = blocks.ListBlock(StageBlock(), min_num=1, max_num=MOST_STAGES)

    def clean(self, value: Any) -> Any:
        """Every choice leads to a stage that exists, every stage is reached, and none forever."""
        said = super().clean(value)
        if problem := problem_of_case(said["stages"]):
            raise blocks.StructBlockValidationError(
                block_errors={"stages": ValidationError(problem)}
            )
        return said

    class Meta:
        icon = "user"
        label = gettext_lazy("Case that branches")


def problem_of_case(stages: Any) -> str:
    """What is wrong with the stages of a case, in a sentence; empty where nothing is."""
    names = [stage["name"] for stage in stages]
    if len(set(names)) < len(names):
        return str(_("Two stages have the same name: give each its own."))
    leads = {
        stage["name"]: [choice["goes_to"] for choice in stage["choices"] if choice["goes_to"]]
        for stage in stages
    }
    for name, targets in leads.items():
        for target in targets:
            if target not in leads:
                return _("Stage “%(name)s” leads to “%(target)s”, which is not there.") % {
                    "name": name,
                    "target": target,
                }
    reached, problem = _walk(names[0], leads, ())
    if problem:
        return problem
    if lost := [name for name in names if name not in reached]:
        return _("No choice leads to stage “%(name)s”.") % {"name": lost[0]}
    return ""


def _walk(name: str, leads: dict[str, list[str]], way: tuple[str, ...]) -> tuple[set[str], str]:
    """The stages reached from one, and a circle if there is one."""
    if name in way:
        return set(), _("Stage “%(name)s” leads back to itself: a case has no way back.") % {
            "name": name
        }
    reached = {name}
    for target in leads[name]:
        found, problem = _walk(target, leads, (*way, name))
        if problem:
            return reached, problem
        reached |= found
    return reached, ""


class PackageBlock(blocks.StructBlock):
    """A SCORM package, played in place of screens."""

    package = PackageChooserBlock()

    class Meta:
        icon = "download"
        label = gettext_lazy("SCORM package")


class ModuleBlock(BodyBlock):
    """A module: the text of an article, cut into screens, with questions anywhere."""

    screen = blocks.CharBlock(
        icon="horizontalrule",
        label=gettext_lazy("New screen"),
        help_text=gettext_lazy("Its title; what follows stands on a screen of its own"),
    )
    question = AskBlock()
    draw = DrawBlock()
    case = CaseBlock()
    package = PackageBlock()

    class Meta:
        block_counts = {"package": {"max_num": 1}, "poll": {"max_num": 0}}
