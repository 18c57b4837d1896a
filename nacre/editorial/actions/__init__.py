"""What editors and members do with what is published."""

from nacre.editorial.actions.approving_interviews import (
    approve_text,
    ask_for_changes,
    send_text,
    void_texts,
    withdraw_interview,
)
from nacre.editorial.actions.asking import ask_about_all, ask_editors, void_outdated
from nacre.editorial.actions.board import category_of, declare_interest, seat_editor
from nacre.editorial.actions.changes import (
    WITHDRAWN,
    note_change,
    tell_of_changes,
    withdraw_page,
)
from nacre.editorial.actions.desk import Desk, open_desk, sync_desk
from nacre.editorial.actions.fact_checks import (
    close_fact_check,
    decide_point,
    open_fact_check,
    raise_point,
)
from nacre.editorial.actions.interests import (
    add_interest,
    confirm_interests,
    end_interest,
    remind_of_interests,
    reopen_declaration,
)
from nacre.editorial.actions.interview_asks import (
    ask_for_interview,
    decline_interview,
    draft_interview,
    save_answers,
)
from nacre.editorial.actions.interviews import answer_interview
from nacre.editorial.actions.placing import follow_source, place_article
from nacre.editorial.actions.polls import vote_in_poll
from nacre.editorial.actions.programmes import (
    assign_sessions,
    import_programme,
    start_report,
)
from nacre.editorial.actions.publishing import (
    note_sign_off,
    place_page,
    publish_placed,
    publish_without_sign_off,
)
from nacre.editorial.actions.ratings import (
    PAPER_RATED,
    left_this_week,
    offer_to_rate,
    rate_paper,
    stop_rating,
)
from nacre.editorial.actions.recalls import (
    choose_letters,
    close_recall,
    mark_pages,
    put_away,
    recall_pages,
)
from nacre.editorial.actions.reminding import remind_editors
from nacre.editorial.actions.reviews import REVIEW_PUT_OFF, put_off_review
from nacre.editorial.actions.signing_off import (
    APPROVE,
    RETURN,
    answer_request,
    comment_on_passage,
    send_code,
)
from nacre.editorial.actions.sponsorship import (
    check_certificates,
    record_certificate,
    relabel_pages,
    void_if_changed,
)
from nacre.editorial.actions.swapping import swap_preprint
from nacre.editorial.actions.toolkits import register_for_toolkit
from nacre.editorial.actions.triage import commission_review, dismiss_paper, keep_for_rating
from nacre.editorial.actions.units import say_use, take_use_back
from nacre.editorial.actions.versions import keep_version, tell_of_versions

__all__ = [
    "APPROVE",
    "PAPER_RATED",
    "RETURN",
    "REVIEW_PUT_OFF",
    "WITHDRAWN",
    "Desk",
    "add_interest",
    "answer_interview",
    "answer_request",
    "approve_text",
    "ask_about_all",
    "ask_editors",
    "ask_for_changes",
    "ask_for_interview",
    "assign_sessions",
    "category_of",
    "check_certificates",
    "choose_letters",
    "close_fact_check",
    "close_recall",
    "comment_on_passage",
    "commission_review",
    "confirm_interests",
    "decide_point",
    "declare_interest",
    "decline_interview",
    "dismiss_paper",
    "draft_interview",
    "end_interest",
    "follow_source",
    "import_programme",
    "keep_for_rating",
    "keep_version",
    "left_this_week",
    "mark_pages",
    "note_change",
    "note_sign_off",
    "offer_to_rate",
    "open_desk",
    "open_fact_check",
    "place_article",
    "place_page",
    "publish_placed",
    "publish_without_sign_off",
    "put_away",
    "put_off_review",
    "raise_point",
    "rate_paper",
    "recall_pages",
    "record_certificate",
    "register_for_toolkit",
    "relabel_pages",
    "remind_editors",
    "remind_of_interests",
    "reopen_declaration",
    "save_answers",
    "say_use",
    "seat_editor",
    "send_code",
    "send_text",
    "start_report",
    "stop_rating",
    "swap_preprint",
    "sync_desk",
    "take_use_back",
    "tell_of_changes",
    "tell_of_versions",
    "void_if_changed",
    "void_outdated",
    "void_texts",
    "vote_in_poll",
    "withdraw_interview",
    "withdraw_page",
]
