"""The rows of the accounts: one file each."""

from helpdesk.accounts.models.api_key import ApiKey
from helpdesk.accounts.models.customer import Customer
from helpdesk.accounts.models.guess import Guess
from helpdesk.accounts.models.membership import Membership
from helpdesk.accounts.models.signing_key import SigningKey
from helpdesk.accounts.models.user import User
from helpdesk.accounts.models.workspace import Workspace

__all__ = ["ApiKey", "Customer", "Guess", "Membership", "SigningKey", "User", "Workspace"]
