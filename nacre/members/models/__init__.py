"""Who belongs to a community, where they work and how we know."""

from nacre.members.models.admission import AdmissionRule, MemberListEntry
from nacre.members.models.application import UnfinishedApplication
from nacre.members.models.connection import Connection
from nacre.members.models.directory import DirectoryChange, DirectoryEntry, DirectoryWord
from nacre.members.models.impersonation import Impersonation
from nacre.members.models.importing import ImportChange, ImportProblem, ImportRun
from nacre.members.models.invite import InviteBatch, InviteCode
from nacre.members.models.member_list import MemberListEdition, StagedLine
from nacre.members.models.membership import Membership
from nacre.members.models.moderation import (
    EmailDomain,
    MembershipDecision,
    SeenDocument,
    VerificationNotice,
)
from nacre.members.models.organisation import (
    Organisation,
    OrganisationKin,
    OrganisationName,
    OrganisationWord,
    Succession,
)
from nacre.members.models.profile import Profile
from nacre.members.models.referral import QuietAddress, Referral
from nacre.members.models.register import RegisterEntry, RegisterFile
from nacre.members.models.registration import ProfessionalRegistration
from nacre.members.models.saved_search import SavedSearch
from nacre.members.models.sealed import EvidenceChain, SealedRow
from nacre.members.models.target import TargetGroup
from nacre.members.models.team import Team
from nacre.members.models.user import User, UserManager
from nacre.members.models.verification import VerificationEvidence

__all__ = [
    "AdmissionRule",
    "Connection",
    "DirectoryChange",
    "DirectoryEntry",
    "DirectoryWord",
    "EmailDomain",
    "EvidenceChain",
    "Impersonation",
    "ImportChange",
    "ImportProblem",
    "ImportRun",
    "InviteBatch",
    "InviteCode",
    "MemberListEdition",
    "MemberListEntry",
    "Membership",
    "MembershipDecision",
    "Organisation",
    "OrganisationKin",
    "OrganisationName",
    "OrganisationWord",
    "ProfessionalRegistration",
    "Profile",
    "QuietAddress",
    "Referral",
    "RegisterEntry",
    "RegisterFile",
    "SavedSearch",
    "SealedRow",
    "SeenDocument",
    "StagedLine",
    "Succession",
    "TargetGroup",
    "Team",
    "UnfinishedApplication",
    "User",
    "UserManager",
    "VerificationEvidence",
    "VerificationNotice",
]
