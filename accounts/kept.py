"""What accounts and mail keep about people, for `accounts.personal_data`; mail lies below it and cannot sign in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import counting, limits
from accounts.personal_data import Cookie, Entry, Kept
from mail import outbox

ACCOUNTS = Entry(
    key="accounts",
    title=_("Accounts of the editorial office"),
    purpose=_(
        "So that staff can sign in and may do what their work asks. Readers need no account and cannot make one."
    ),
    what=_(
        "Name, mail address, password (as a hash that cannot be read back), role, and settings of the CMS."
    ),
    kept=(
        Kept(what=_("the account"), until=_("until an operator deletes it")),
        Kept(what=_("a session"), lasts=timedelta(seconds=settings.SESSION_COOKIE_AGE)),
    ),
    recipients=_("Nobody outside the editorial office."),
    models=(
        "accounts.User",
        "accounts.User_groups",
        "accounts.User_user_permissions",
        "account.EmailAddress",
        "mfa.Authenticator",
        "socialaccount.SocialAccount",
        "usersessions.UserSession",
        "wagtailadmin.EditingSession",
        "wagtailadmin.FormState",
        "wagtailcore.APIToken",
        "wagtailusers.UserProfile",
    ),
    cookies=(
        Cookie(
            name=settings.SESSION_COOKIE_NAME,
            purpose=_("knows who is signed in; set only when somebody signs in"),
            lasts=timedelta(seconds=settings.SESSION_COOKIE_AGE),
        ),
        Cookie(
            name=settings.CSRF_COOKIE_NAME,
            purpose=_(
                "keeps other sites from sending a form in your name; set only on pages with such a form"
            ),
            lasts=timedelta(seconds=settings.CSRF_COOKIE_AGE),
        ),
        Cookie(
            name="messages",
            purpose=_("carries a sentence such as “You have signed out” to the next page"),
            until=_("until the sentence has been shown"),
        ),
        Cookie(
            name="wagtail:…",
            purpose=_("how an editor left the panels of the CMS; only in the CMS"),
            until=_("until you clear it in your browser"),
            is_storage=True,
        ),
    ),
)

LIMITS = Entry(
    key="limits",
    title=_("Protection against abuse"),
    purpose=_("So that nobody has strangers mailed by the thousand, or tries one password after the other."),
    what=_(
        "A count for each network, each mail domain and each address that somebody tries to sign in with, under a "
        "keyed hash: none can be read back from it."
    ),
    kept=(
        Kept(what=_("a count"), lasts=limits.KEPT_FOR),
        Kept(what=_("a count of attempts to sign in"), lasts=counting.KEPT_FOR),
    ),
    recipients=_("Nobody."),
    models=("accounts.Limit",),
)

MAIL = Entry(
    key="mail",
    title=_("Mail addresses and mails"),
    purpose=_("To write to who asked us to, and never again to who no longer wants it."),
    what=_(
        "The mail address and its language; of each mail that is no newsletter its subject, times and the answer of "
        "the receiving server. Its text is deleted once that server has taken it. Of addresses that must not be "
        "written to any more only a keyed hash."
    ),
    kept=(
        Kept(
            what=_("the address"),
            until=_(
                "for as long as there is a subscription or an account; after that, until you ask us to delete it"
            ),
        ),
        Kept(what=_("a mail that was sent or refused"), lasts=outbox.KEPT_FOR),
        Kept(what=_("the hash"), until=_("for good, or until who was erased asks for mail again")),
    ),
    recipients=_("The mail server of the magazine and the one of your own provider."),
    models=("mail.Address", "mail.OutgoingMail", "mail.Suppression"),
)
