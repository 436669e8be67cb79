"""All that a visit to a page of this room could change, for tests that nothing did."""

from mail.models import Address, OutgoingMail, Suppression
from newsletters.models import Evidence, Subscription

MODELS = (Address, OutgoingMail, Suppression, Evidence, Subscription, Subscription.topics.through)


def state_of_all():
    """Every column of every row."""
    return [row for model in MODELS for row in model.objects.order_by("pk").values()]
