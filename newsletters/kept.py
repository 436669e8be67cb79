"""What newsletters keep about people, for `accounts.personal_data`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import Entry, Kept
from newsletters import subscriptions

SUBSCRIPTIONS = Entry(
    key="newsletters.subscriptions",
    title=_("Newsletter subscriptions"),
    purpose=_("To send you the newsletter that you asked for, cut to your topics and minutes."),
    what=_(
        "Your mail address, which newsletter, how often, in which language, how many minutes, which topics; and as "
        "evidence that you asked: the words you agreed to, the page, the time and your IP address."
    ),
    kept=(
        Kept(what=_("what nobody confirmed"), lasts=subscriptions.UNCONFIRMED_FOR),
        Kept(what=_("the IP address"), lasts=subscriptions.IP_KEPT_FOR),
        Kept(
            what=_("the subscription and its evidence"),
            until=_("as long as it runs; after you ended it, until you ask us to delete it"),
        ),
    ),
    recipients=_("The mail server that hands over our newsletters."),
    models=("newsletters.Subscription", "newsletters.Evidence"),
)

DELIVERIES = Entry(
    key="newsletters.deliveries",
    title=_("Issues that were sent"),
    purpose=_(
        "To send nobody the same issue twice, and to show that what was sent and what was not adds up."
    ),
    what=_(
        "For each issue and subscriber: whether the mail was taken, when, and which links it carried and why. Not "
        "whether you opened it or what you clicked: our mails hold no pixel and no links that tell who clicked."
    ),
    kept=(
        Kept(what=_("the link with your subscription"), until=_("as long as the subscription exists")),
        Kept(what=_("the count without you"), until=_("for good: it names nobody")),
    ),
    recipients=_("Nobody."),
    models=("newsletters.Delivery", "newsletters.Issue"),
)
