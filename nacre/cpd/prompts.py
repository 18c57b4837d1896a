"""The questions of each kind of reflection, in our words."""

from dataclasses import dataclass

from nacre.cpd.schemes import SCHEMES


@dataclass(frozen=True)
class Prompt:
    """One question, and the few words that help."""

    code: str
    label: str
    hint: str = ""
    is_needed: bool = False


@dataclass(frozen=True)
class Template:
    """A kind of reflection: its questions in order, and what it counts as in a scheme."""

    code: str
    name: str
    prompts: tuple[Prompt, ...]
    counts: str = ""  # the target that it adds to
    has_themes: bool = False  # says to which part of the NMC Code it speaks


TEMPLATES: dict[str, Template] = {
    one.code: one
    for one in (
        Template(
            "driscoll", "What, so what, now what",
            (
                Prompt("what", "What?", "What happened, or what was it about?", is_needed=True),
                Prompt("so_what", "So what?", "What did it mean to you or to your patients?"),
                Prompt("now_what", "Now what?", "What will you do, and by when?"),
            ),
        ),
        Template(
            "gibbs", "Gibbs cycle",
            (
                Prompt("description", "What happened?", is_needed=True),
                Prompt("feelings", "What did you think and feel?"),
                Prompt("evaluation", "What went well, what did not?"),
                Prompt("analysis", "Why?"),
                Prompt("conclusion", "What else could have been done?"),
                Prompt("action", "What will you do next time?"),
            ),
        ),
        Template(
            "gmc_short", "Short reflection for appraisal",
            (
                Prompt("learnt", "What did you learn?", is_needed=True),
                Prompt("so_what", "Why does it matter?", "Who benefits?"),
                Prompt("change", "What will you do differently?", "And by when?"),
            ),
        ),
        Template(
            "nmc", "NMC reflective account",
            (
                Prompt(
                    "nature", "What was it?", "The learning, the feedback or the event.",
                    is_needed=True,
                ),
                Prompt("learnt", "What did you learn from it?"),
                Prompt("changed", "How did you change or improve your practice?"),
                Prompt("relevance", "How is it relevant to the Code?"),
            ),
            "accounts", has_themes=True,
        ),
        Template(
            "gphc_planned", "Planned learning (GPhC)",
            (
                Prompt("aim", "What do you want to learn?", is_needed=True),
                Prompt("relevance", "How is it relevant to the people who use your services?"),
                Prompt("plan", "How will you learn it, or how did you?"),
                Prompt("benefit", "Give an example of how it has benefited somebody."),
            ),
            "planned",
        ),
        Template(
            "gphc_unplanned", "Unplanned learning (GPhC)",
            (
                Prompt("event", "Describe the event or activity.", is_needed=True),
                Prompt("benefit", "Give an example of how it has benefited somebody."),
            ),
            "records",
        ),
        Template(
            "gphc_peer", "Peer discussion (GPhC)",
            (
                Prompt("peer", "Your peer’s role", "Name and contact only as your regulator asks.",
                       is_needed=True),
                Prompt("why", "Why did you choose this peer?"),
                Prompt("helped", "How did it help you to reflect?"),
                Prompt("benefit", "Give an example of how it has benefited somebody."),
            ),
            "peer",
        ),
        Template(
            "gphc_account", "Reflective account (GPhC)",
            (
                Prompt("setting", "Your setting, and who uses your services", is_needed=True),
                Prompt("standards", "Which of the standards is it about?"),
                Prompt("examples", "How do you meet them? Give real examples."),
            ),
            "account",
        ),
    )
}  # fmt: skip

CHOICES = [(one.code, one.name) for one in TEMPLATES.values()]


QUICK = 3  # questions that are answered in half a minute


def template_for(schemes: list[str] | tuple[str, ...], *, is_quick: bool = False) -> str:
    """The kind of reflection that is offered first to whoever follows these schemes.

    After an entry it is a quick one: three questions at the most.
    """
    found = next((SCHEMES[code].template for code in schemes if code in SCHEMES), "driscoll")
    return "driscoll" if is_quick and len(TEMPLATES[found].prompts) > QUICK else found
