"""What editors and members do with what is published."""

from nacre.editorial.actions.board import category_of, declare_interest, seat_editor
from nacre.editorial.actions.desk import Desk, open_desk, sync_desk
from nacre.editorial.actions.interviews import answer_interview
from nacre.editorial.actions.publishing import note_sign_off, place_page
from nacre.editorial.actions.toolkits import register_for_toolkit

__all__ = [
    "Desk",
    "answer_interview",
    "category_of",
    "declare_interest",
    "note_sign_off",
    "open_desk",
    "place_page",
    "register_for_toolkit",
    "seat_editor",
    "sync_desk",
]
