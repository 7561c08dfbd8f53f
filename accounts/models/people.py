"""Users, their memberships and invitations. Directory tables: read before an organisation is known."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation
from core.ids import new_id


class Role(models.TextChoices):
    """What a member may do; exactly one each."""

    OWNER = "OWNER", _("Owner")
    SUPERVISOR = "SUPERVISOR", _("Supervisor")
    STAFF = "STAFF", _("Staff")
    PROVIDER = "PROVIDER", _("Provider")
    READ_ONLY = "READ_ONLY", _("Read-only")
    AUDITOR = "AUDITOR", _("Auditor")


class Users(BaseUserManager["User"]):
    """Creates users by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; without a password the account waits for its first one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        """Create an administrator of this installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who logs in, by e-mail. Belongs to organisations through memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(
        max_length=8, blank=True, choices=[("en", _("English")), ("es", _("Spanish"))]
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text=_("May use the administration pages."))
    may_read_messages = models.BooleanField(
        default=False,
        help_text=_("Administrators see message text only with this; every such read is recorded."),
    )
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_lower")]

    def __str__(self) -> str:
        return self.name or self.email


class Team(models.Model):
    """Some members who share work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="team_name")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A user in an organisation, with one role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.STAFF)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    location_ids = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text=_("Empty: every location.")
    )
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="members", db_constraint=False
    )
    is_active = models.BooleanField(default=True)
    is_walled = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="An ethical wall keeps something from them: what they may see is asked row by row.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user__name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="member_once")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def name(self) -> str:
        """The name colleagues see."""
        return self.user.name or self.user.email


class Invitation(models.Model):
    """An address asked to join; the link's token is stored hashed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role, default=Role.STAFF)
    capabilities = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    invited_by = models.ForeignKey(Member, models.CASCADE, related_name="+", db_constraint=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.email
