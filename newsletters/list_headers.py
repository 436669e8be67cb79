"""What every mail of an edition says about itself in its headers, encoded once.

Comes in: an issue, its language, its magazine and the site's root address. Goes out: header fields. Called by
`newsletters.rendering`, which adds what is one reader's own: To, Date, Message-ID, List-Unsubscribe.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from articles.models import MagazineSettings
from mail.headers import AUTO_SUBMITTED
from mail.models import normalise
from newsletters.encoding import header, list_id, mailbox
from newsletters.models import Issue


def list_headers(issue: Issue, language: str, magazine: MagazineSettings, site_url: str) -> bytes:
    """Give From, Subject and the headers of a list (RFC 2369, 2919, 8058; Feedback-ID as Gmail reads it)."""
    newsletter = issue.newsletter
    host = urlsplit(site_url).hostname
    front = f"{site_url}/{language}/"
    fields = {
        "Subject": _line(issue.subject_in(language)),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Help": f"<{front}newsletters/>",
        "List-Archive": f"<{front}>",
        "Precedence": "bulk",
        AUTO_SUBMITTED[0]: AUTO_SUBMITTED[1],
        "Feedback-ID": f"{issue.pk}:{newsletter.slug}:{issue.cadence}:{settings.MAIL_DOMAIN}",
        "Content-Language": language,
    }
    return b"".join(
        (
            mailbox(
                "From", _line(newsletter.sender_name or magazine.name), normalise(newsletter.sender_email)
            ),
            list_id(_line(newsletter.name_in(language)), f"{newsletter.slug}.{language}.{host}"),
            *(header(name, value) for name, value in fields.items()),
        )
    )


def _line(words: str) -> str:
    """What an editor typed, on one line: a header holds no other."""
    return " ".join(words.split())
