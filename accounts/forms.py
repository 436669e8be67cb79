"""Wagtail's forms for users, made to keep user and address together."""

from typing import Any

from django.db import transaction
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm

from accounts.addresses import change_address
from accounts.models import User
from mail.models import Address, normalise


class NormalisedEmail:
    """Compares addresses as they are stored, so that another spelling of a known one is refused."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return normalise(self.cleaned_data["email"])


class UserCreationForm(NormalisedEmail, WagtailUserCreationForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        self.instance.address = Address.objects.for_email(self.cleaned_data["email"])
        user = super().save(commit)
        if commit:
            change_address(user, self.cleaned_data["email"])
        return user


class UserEditForm(NormalisedEmail, WagtailUserEditForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = super().save(commit)
        if commit and "email" in self.changed_data:
            change_address(user, self.cleaned_data["email"])
        return user
