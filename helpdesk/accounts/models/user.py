"""A person who can sign in, once per installation however many workspaces know them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from helpdesk.lib.ids import new_id
from helpdesk.lib.text import clean_email


class UserManager(BaseUserManager["User"]):
    """Finds users by the one spelling of their address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user who signs in with this address. Raises User.DoesNotExist, also for what is no address."""
        try:
            return self.get(email=clean_email(username or ""))
        except ValueError as error:
            raise User.DoesNotExist from error

    def make(self, *, email: str, name: str, password: str | None) -> "User":
        """A user ready to be saved, its password hashed; None leaves it without one."""
        user = User(email=clean_email(email), name=name)
        user.set_password(password)
        return user


class User(AbstractBaseUser):
    """What a user may do comes from memberships, never from this row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    picture = models.BinaryField(null=True, blank=True)  # a small WebP of our own making, never the bytes sent
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: Any = UserManager()

    def __str__(self) -> str:
        return self.name
