"""What members come to read, who answers for it and who works with it."""

from nacre.editorial.models.about import AboutPage
from nacre.editorial.models.absence import EditorAbsence
from nacre.editorial.models.approval import ClinicianApproval
from nacre.editorial.models.article import Article, article_types
from nacre.editorial.models.change import PageChange
from nacre.editorial.models.compliance import ComplianceCertificate
from nacre.editorial.models.conference import ConferencePage, ConferenceReportPage
from nacre.editorial.models.declaration import DeclarationOfInterest
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.models.fact_check import FactCheck, FactualPoint
from nacre.editorial.models.interview import InterviewAnswer, InterviewPage
from nacre.editorial.models.interview_ask import (
    AskedQuestion,
    InterviewApproval,
    InterviewAsk,
)
from nacre.editorial.models.news import NewsPage
from nacre.editorial.models.placed import PlacedPage, PlacingRule
from nacre.editorial.models.poll import PollVote
from nacre.editorial.models.rating import PaperRating, Rater
from nacre.editorial.models.recall import QuietReader, ReaderNotice, Recall
from nacre.editorial.models.resource import ResourcePage
from nacre.editorial.models.review import JournalReviewPage
from nacre.editorial.models.session import ConferenceSession
from nacre.editorial.models.sign_off import ClinicalSignOffTask, SignOffMissingError
from nacre.editorial.models.sign_off_act import SignOffAct
from nacre.editorial.models.sign_off_request import (
    PassageComment,
    SignOffLetter,
    SignOffRequest,
)
from nacre.editorial.models.sub_edit import SubEditTask
from nacre.editorial.models.tool import Tool
from nacre.editorial.models.toolkit import ToolkitPage, ToolkitRegistration
from nacre.editorial.models.triage import TriagedPaper
from nacre.editorial.models.version import DocumentVersion, UnitUse, VersionNotice

PAGE_TYPES: list[type] = [
    NewsPage,
    JournalReviewPage,
    ConferencePage,
    ConferenceReportPage,
    InterviewPage,
    ResourcePage,
    ToolkitPage,
    AboutPage,
    PlacedPage,
]

__all__ = [
    "PAGE_TYPES",
    "AboutPage",
    "Article",
    "AskedQuestion",
    "ClinicalEditor",
    "ClinicalSignOffTask",
    "ClinicianApproval",
    "ComplianceCertificate",
    "ConferencePage",
    "ConferenceReportPage",
    "ConferenceSession",
    "DeclarationOfInterest",
    "DocumentVersion",
    "EditorAbsence",
    "FactCheck",
    "FactualPoint",
    "InterviewAnswer",
    "InterviewApproval",
    "InterviewAsk",
    "InterviewPage",
    "JournalReviewPage",
    "NewsPage",
    "PageChange",
    "PaperRating",
    "PassageComment",
    "PlacedPage",
    "PlacingRule",
    "PollVote",
    "QuietReader",
    "Rater",
    "ReaderNotice",
    "Recall",
    "ResourcePage",
    "SignOffAct",
    "SignOffLetter",
    "SignOffMissingError",
    "SignOffRequest",
    "SubEditTask",
    "Tool",
    "ToolkitPage",
    "ToolkitRegistration",
    "TriagedPaper",
    "UnitUse",
    "VersionNotice",
    "article_types",
]
