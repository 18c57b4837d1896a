"""What members do and what is done about them: join, be verified, change, leave, be found."""

from nacre.members.actions.deciding import (
    Check,
    decline_member,
    reinstate_member,
    suspend_member,
    verify_exact_matches,
    verify_member,
)
from nacre.members.actions.directory import rebuild_directory, refresh_directory
from nacre.members.actions.documents import delete_documents, show_document
from nacre.members.actions.evidence import (
    Finding,
    forget_person,
    record_evidence,
    record_many,
    verify_chain,
)
from nacre.members.actions.impersonating import (
    begin_impersonation,
    end_impersonations,
    forget_in_log,
)
from nacre.members.actions.joining import Claim, begin_join, join_community
from nacre.members.actions.lists import load_organisations
from nacre.members.actions.member_lists import (
    apply_edition,
    approve_edition,
    begin_edition,
    decide_line,
    discard_edition,
    many_lapses,
    read_edition,
    settle_list,
    undo_edition,
)
from nacre.members.actions.own_data import (
    erase_account,
    erase_person,
    export_person,
    give_consents,
    send_erasure_code,
)
from nacre.members.actions.profiles import (
    change_photograph,
    change_profile,
    confirm_profile,
    leave_community,
    move_to,
    set_orcid,
)
from nacre.members.actions.queueing import ask_for_review
from nacre.members.actions.reviewing import report_bounce, review_verifications
from nacre.members.actions.saved_searches import (
    change_search,
    delete_search,
    save_search,
    stop_alerts,
)
from nacre.members.actions.seeding import seed_members
from nacre.members.actions.teams import appoint_lead, describe_team

__all__ = [
    "Check",
    "Claim",
    "Finding",
    "apply_edition",
    "appoint_lead",
    "approve_edition",
    "ask_for_review",
    "begin_edition",
    "begin_impersonation",
    "begin_join",
    "change_photograph",
    "change_profile",
    "change_search",
    "confirm_profile",
    "decide_line",
    "decline_member",
    "delete_documents",
    "delete_search",
    "describe_team",
    "discard_edition",
    "end_impersonations",
    "erase_account",
    "erase_person",
    "export_person",
    "forget_in_log",
    "forget_person",
    "give_consents",
    "join_community",
    "leave_community",
    "load_organisations",
    "many_lapses",
    "move_to",
    "read_edition",
    "rebuild_directory",
    "record_evidence",
    "record_many",
    "refresh_directory",
    "reinstate_member",
    "report_bounce",
    "review_verifications",
    "save_search",
    "seed_members",
    "send_erasure_code",
    "set_orcid",
    "settle_list",
    "show_document",
    "stop_alerts",
    "suspend_member",
    "undo_edition",
    "verify_chain",
    "verify_exact_matches",
    "verify_member",
]
