"""An account: the sign-in of one person, whatever communities they belong to."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Django asks a user model for a manager with these two verbs."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it signs in by e-mailed code or passkey."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an operator's account."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Login credentials and the name that colleagues see."""

    email = models.EmailField(_("e-mail address"), unique=True)
    title = models.CharField(max_length=20, blank=True)
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    is_staff = models.BooleanField(_("works for the operator"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def name(self) -> str:
        """Title, given and family name, as colleagues write it."""
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)

    # Wagtail's admin and allauth ask for Django's own names of these two.
    @property
    def first_name(self) -> str:
        """The given name."""
        return self.given_name

    @property
    def last_name(self) -> str:
        """The family name."""
        return self.family_name

    def get_full_name(self) -> str:
        """The name that colleagues see."""
        return self.name

    def get_short_name(self) -> str:
        """What a mail begins with."""
        return self.given_name or self.name
