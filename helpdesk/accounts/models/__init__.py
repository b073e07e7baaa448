"""The rows of the accounts: one file each."""

from helpdesk.accounts.models.api_key import ApiKey
from helpdesk.accounts.models.audit_entry import AuditEntry
from helpdesk.accounts.models.authenticator import Authenticator, RecoveryCode
from helpdesk.accounts.models.customer import Customer, CustomerAddress
from helpdesk.accounts.models.customer_access import CustomerLink, CustomerSession
from helpdesk.accounts.models.guess import Guess
from helpdesk.accounts.models.identity_provider import IdentityProvider
from helpdesk.accounts.models.invitation import Invitation
from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.organisation import Organisation
from helpdesk.accounts.models.role import Role
from helpdesk.accounts.models.session import Session
from helpdesk.accounts.models.signing_key import SigningKey
from helpdesk.accounts.models.team import Team
from helpdesk.accounts.models.user import User
from helpdesk.accounts.models.user_link import UserLink
from helpdesk.accounts.models.workspace import Workspace

__all__ = [
    "ApiKey",
    "AuditEntry",
    "Authenticator",
    "Customer",
    "CustomerAddress",
    "CustomerLink",
    "CustomerSession",
    "Guess",
    "IdentityProvider",
    "Invitation",
    "Membership",
    "Organisation",
    "RecoveryCode",
    "Role",
    "Session",
    "SigningKey",
    "Team",
    "User",
    "UserLink",
    "Workspace",
]
