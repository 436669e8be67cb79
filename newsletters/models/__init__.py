"""The newsletter, who takes it, what was mailed and to whom."""

from newsletters.models.issues import Delivery, Issue, IssueAdvertorial, IssueItem
from newsletters.models.lists import Newsletter
from newsletters.models.subscriptions import Evidence, Subscription

__all__ = [
    "Delivery",
    "Evidence",
    "Issue",
    "IssueAdvertorial",
    "IssueItem",
    "Newsletter",
    "Subscription",
]
