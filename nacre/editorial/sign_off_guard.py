"""The database's own guard of the log of sign-offs: rows are added, and emptied of a person."""

from nacre.members.chain_guard import Guard

SIGN_OFFS = Guard(
    name="sign_off",
    table="editorial_signoffact",
    fixed=(
        "id", "number", "community_id", "page_id", "kind", "revision_id", "fingerprint",
        "happened_at", "person_hash", "prev_hash", "row_hash",
    ),
    blank={"user_id": "NULL", "note": "''", "person_salt": "''"},
    sentence="the log of sign-offs is only added to",
)  # fmt: skip
