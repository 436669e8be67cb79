"""Who signs in. A user is known by mail address alone and always has the `mail.Address` of the same text."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mail.models import Address, normalise

NAME_LENGTH = 60
"""Characters of a display name at most (data-model.md, Display name)."""


class UserManager(BaseUserManager["User"]):
    """Makes users together with their address and allauth's row of it, in one transaction."""

    use_in_migrations = True

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user whose address is taken as confirmed; an empty address raises ValueError."""
        if not email:
            raise ValueError("A user needs a mail address.")
        address = Address.objects.for_email(email)
        user = self.model(email=address.email, address=address, **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an operator who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody with an account. `accounts.change_address` is the one place that changes the address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("mail address"), max_length=254, unique=True)
    # Erasure deletes both: the user first, then the address.
    address = models.OneToOneField(Address, on_delete=models.PROTECT, related_name="user")
    # What other readers see; `accounts.names` says which may be taken. Empty until somebody gives one.
    display_name = models.CharField(_("name shown to readers"), max_length=NAME_LENGTH, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_unique_whatever_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = normalise(self.email)


class Limit(models.Model):
    """How often something happened in a window of time. The key is a keyed hash: no address is readable."""

    key = models.CharField(max_length=64)
    window_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window_starts_at"], name="accounts_limit_one_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
