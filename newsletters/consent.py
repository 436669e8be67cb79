"""What a reader agrees to, in the words they see, in the active language.

Pages and mails print these words and `subscriptions` stores them as evidence, so that both are the same. Whoever
changes a sentence here raises VERSION.
"""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import MagazineSettings
from newsletters.models import Newsletter, Subscription

VERSION = "2026-11"


def asked(newsletter: Newsletter) -> str:
    """Stands above the button that asks for a newsletter."""
    return _(
        "%(magazine)s may send me the newsletter by mail after I confirm this. I can stop at any time, "
        "with the link in every mail."
    ) % {"magazine": magazine_name(newsletter)}


def confirmed(newsletter: Newsletter) -> str:
    """Stands above the button that confirms."""
    return _("Yes, %(magazine)s may send me this by mail. I can stop at any time.") % {
        "magazine": magazine_name(newsletter)
    }


def ended(newsletter: Newsletter) -> str:
    """Stands above the button that ends a subscription."""
    return _("Send me no more mail of %(newsletter)s.") % {"newsletter": newsletter.name}


def in_words(subscription: Subscription) -> str:
    """Say what a reader chose: "Daily, 5 minutes, English edition, ..."."""
    minutes = ngettext("%(count)s minute", "%(count)s minutes", subscription.minutes)
    topics = ", ".join(sorted(topic.name for topic in subscription.topics.all()))
    words = (
        subscription.get_cadence_display(),
        minutes % {"count": subscription.minutes},
        _("English edition") if subscription.edition == "en" else _("Dutch edition"),
        _("links in the other language too") if subscription.has_other_language else _("no other languages"),
        _("topics: %(topics)s") % {"topics": topics} if topics else _("all topics"),
    )
    return capfirst(", ".join(words))


def magazine_name(newsletter: Newsletter) -> str:
    """The name of the magazine that a newsletter belongs to."""
    return str(MagazineSettings.for_site(newsletter.site).name)
