"""What editorial holds about people."""

from nacre.editorial.actions.approving_interviews import forget_interviewee
from nacre.editorial.actions.publishing import forget_in_log
from nacre.privacy.holdings import AtErasure, hold

hold(
    "editorial.ToolkitRegistration", "Toolkits you work with",
    "So that you hear of a new version.", person=("membership__user",),
)  # fmt: skip
hold(
    "editorial.PollVote", "Your answers to polls",
    "So that each member counts once; nobody sees who answered what.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.ClinicalEditor", "Your place on the editorial board",
    "Readers must be able to see who answered for what was published, and what they had declared; "
    "it is cut from your account and stays with your name. Talk to the operator to end it.",
    person=("user",), at_erasure=AtErasure.DETACHED,
)  # fmt: skip
hold(
    "editorial.InterviewAnswer", "What you said about interviews with you",
    "So that an interview leads to your profile only with your yes.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.InterviewPage", "Interviews with you",
    "What you approved stays published with your name; it no longer leads to you. Talk to the "
    "operator to have it taken down.",
    person=("interviewee__user",), at_erasure=AtErasure.DETACHED, shown=("title", "approved_on"),
    order=40,
)  # fmt: skip
hold(
    "editorial.SignOffRequest", "Pages that you were asked to sign off",
    "So that you are asked once, and reminded.", person=("user",), hidden=("code_hash",),
    order=40,
)  # fmt: skip
hold(
    "editorial.SignOffLetter", "Letters with a link to such a page", "So that each link works.",
    person=("request__user",), hidden=("token_hash",), order=39,
)  # fmt: skip
hold(
    "editorial.PassageComment", "Your comments on passages of such a page",
    "So that they reach the desk with your answer.", person=("request__user",), order=39,
)  # fmt: skip
hold(
    "editorial.SignOffAct", "What you did on the way to sign-offs, and letters to you about them",
    "Readers and regulators must be able to see that each text was answered for. The row stays in "
    "its chain, emptied of you.",
    person=("user",), at_erasure=AtErasure.BLANKED, erase=forget_in_log, order=40,
)  # fmt: skip
hold(
    "editorial.ReaderNotice", "What we told you about pages you read and papers behind them",
    "So that you hear of a correction or a retraction once.", person=("user",), hidden=("address_hash",), order=40,
)  # fmt: skip
hold(
    "editorial.QuietReader", "That you want no letters about corrections and retracted papers",
    "So that we do not write them.", person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.Recall", "What you did about pages whose papers were retracted",
    "What was done stays; who did it is taken off.", person=("closed_by",),
    at_erasure=AtErasure.DETACHED, shown=("page", "closed_at", "done"), order=40,
)  # fmt: skip
hold(
    "editorial.PageChange", "Changes to pages that you made or answered for",
    "What was changed stays in the public log; who did it is taken off.", person=("made_by",),
    at_erasure=AtErasure.DETACHED, shown=("page", "kind", "made_at", "words"), order=40,
)  # fmt: skip
hold(
    "editorial.DeclarationOfInterest", "Interests you declared",
    "Readers must be able to judge what you answered for; what you declared stays with your name.",
    person=("editor__user",), at_erasure=AtErasure.KEPT, order=30,
)  # fmt: skip
hold(
    "editorial.ClinicianApproval", "Pages you approved",
    "That a clinician answered for exactly this text, and whether an interest touched it.",
    person=("user",), at_erasure=AtErasure.DETACHED, shown=("page", "approved_at", "conflicts"),
)  # fmt: skip
hold(
    "editorial.FactCheck", "Drafts opened to you for their facts",
    "A sponsor sees a draft only in a window that is logged.",
    person=("observer__user",), order=30,
)  # fmt: skip
hold(
    "editorial.FactualPoint", "Factual points you noted",
    "The editors decide about each, and keep what was said.",
    person=("fact_check__observer__user",), order=20,
)  # fmt: skip
hold(
    "editorial.FactCheck", "Drafts you opened to a sponsor",
    "Who let a sponsor see what, and until when.",
    person=("opened_by",), at_erasure=AtErasure.DETACHED, shown=("page", "opened_at", "closes_at"),
)  # fmt: skip
hold(
    "editorial.ConferenceSession", "Sessions of meetings that you were asked to report from",
    "So that each session has one reporter; the session stays, without you.",
    person=("reporter__user",), at_erasure=AtErasure.DETACHED,
    shown=("conference", "title", "starts_at"),
)  # fmt: skip
hold(
    "editorial.Rater", "That you rate new papers", "So that you are asked about as many as you want.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.PaperRating", "What you think of new papers",
    "So that editors see what each profession makes of a paper; below eight of one profession they "
    "see nothing, and never who.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.TriagedPaper", "New papers that you sorted as an editor",
    "What was decided stays; who decided is taken off.", person=("decided_by",),
    at_erasure=AtErasure.DETACHED, shown=("citation", "verdict", "reason", "note", "decided_at"),
)  # fmt: skip
hold(
    "editorial.TriagedPaper", "Papers that you were asked to write about",
    "So that two people are not asked.", person=("assigned_to__user",),
    at_erasure=AtErasure.DETACHED, shown=("citation", "decided_at"),
)  # fmt: skip
hold(
    "editorial.UnitUse", "Tools that you said your unit uses",
    "So that you hear of a new version, and others see in how many units it is used.",
    person=("membership__user",), order=40,
)  # fmt: skip
hold(
    "editorial.VersionNotice", "New versions of tools that we told you of",
    "So that you hear of each once.", person=("membership__user",), order=40,
)  # fmt: skip
for page_type, label in (
    ("editorial.ResourcePage", "Documents you answer for"),
    ("editorial.ToolkitPage", "Toolkits you answer for"),
):
    hold(
        page_type, label, "Somebody answers for each tool; it stays and no longer leads to you.",
        person=("kept_by__user",), at_erasure=AtErasure.DETACHED,
        shown=("title", "version", "licence"), order=40,
    )  # fmt: skip
hold(
    "editorial.InterviewAsk", "Interviews that you were asked for",
    "So that nothing appears in your words without your yes. A draft that was never published goes "
    "with you; what you approved stays published, and nobody can change its text any more.",
    person=("membership__user",), at_erasure=AtErasure.BLANKED, erase=forget_interviewee, order=40,
)  # fmt: skip
hold(
    "editorial.AskedQuestion", "Questions to you, and your answers",
    "So that you can go on later, and the desk can make a text of them.",
    person=("ask__membership__user",), at_erasure=AtErasure.BLANKED, blank={"answer": ""}, order=39,
)  # fmt: skip
hold(
    "editorial.InterviewApproval", "Texts that you were asked to approve",
    "That you approved exactly what appeared; your notes go with you.",
    person=("ask__membership__user",), at_erasure=AtErasure.BLANKED, blank={"note": ""}, order=39,
)  # fmt: skip
hold(
    "editorial.InterviewAsk", "Interviews that you asked for",
    "What was asked stays; who asked is taken off.",
    person=("asked_by",), at_erasure=AtErasure.DETACHED, shown=("subject", "sent_at"), order=41,
)  # fmt: skip
