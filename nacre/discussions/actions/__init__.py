"""What members and moderators do in discussions."""

from nacre.discussions.actions.following import follow_thread, stop_following
from nacre.discussions.actions.forgetting import forget_author
from nacre.discussions.actions.moderating import (
    decide_post,
    flag_post,
    lock_thread,
    unlock_thread,
)
from nacre.discussions.actions.writing import answer_post, edit_post, remove_post, write_post

__all__ = [
    "answer_post",
    "decide_post",
    "edit_post",
    "flag_post",
    "follow_thread",
    "forget_author",
    "lock_thread",
    "remove_post",
    "stop_following",
    "unlock_thread",
    "write_post",
]
