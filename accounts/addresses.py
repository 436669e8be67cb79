"""The one place where the mail address of a user changes: user, address and allauth's row, together."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from mail.models import Address, normalise


@transaction.atomic
def change_address(user: User, email: str) -> None:
    """Give `user` this mail address everywhere. Raises IntegrityError when somebody else signs in with it."""
    user.address = Address.objects.for_email(email, user.address.language)
    user.email = normalise(email)
    user.save(update_fields=["address", "email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
