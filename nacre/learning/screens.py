"""A module cut into screens: pure, from the blocks of its body."""

from dataclasses import dataclass, field
from typing import Any

ASKING = ("question", "draw", "case")


@dataclass
class Screen:
    """What is shown at a time: text, and whatever is asked there."""

    key: str  # the id of its first block
    title: str = ""
    blocks: list[Any] = field(default_factory=list)

    @property
    def asking(self) -> list[Any]:
        """Its blocks that ask something."""
        return [block for block in self.blocks if block.block_type in ASKING]

    @property
    def case(self) -> Any:
        """The case that it is, if it is one."""
        return next((block for block in self.blocks if block.block_type == "case"), None)


def screens_in(body: Any, title: str = "") -> list[Screen]:
    """The screens of a body: a "screen" block begins one, and so does a case; empty ones are none."""
    screens: list[Screen] = []
    current: Screen | None = None
    for block in body:
        kind = block.block_type
        if kind == "package":
            continue
        if kind == "screen":
            current = Screen(str(block.id), str(block.value))
            screens.append(current)
            continue
        if kind == "case":
            screens.append(Screen(str(block.id), block.value["title"], [block]))
            current = None
            continue
        if current is None:
            current = Screen(str(block.id), title if not screens else "")
            screens.append(current)
        current.blocks.append(block)
    return [screen for screen in screens if screen.blocks]
