"""What members do with one another."""

from nacre.networking.actions.boundaries import (
    block_member,
    change_choices,
    dismiss_suggestion,
    stop_mail,
    unblock_member,
)
from nacre.networking.actions.connecting import (
    accept_connection,
    ask_to_connect,
    decline_connection,
    end_connection,
)
from nacre.networking.actions.flagging import decide_flag, flag_message
from nacre.networking.actions.following import start_following, stop_following
from nacre.networking.actions.introducing import (
    accept_introduction,
    ask_introduction,
    decline_introduction,
    pass_on_introduction,
    withdraw_introduction,
)
from nacre.networking.actions.writing import (
    begin_conversation,
    leave_conversation,
    read_conversation,
    send_message,
)

__all__ = [
    "accept_connection",
    "accept_introduction",
    "ask_introduction",
    "ask_to_connect",
    "begin_conversation",
    "block_member",
    "change_choices",
    "decide_flag",
    "decline_connection",
    "decline_introduction",
    "dismiss_suggestion",
    "end_connection",
    "flag_message",
    "leave_conversation",
    "pass_on_introduction",
    "read_conversation",
    "send_message",
    "start_following",
    "stop_following",
    "stop_mail",
    "unblock_member",
    "withdraw_introduction",
]
