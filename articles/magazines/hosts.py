"""The host of a magazine: a name of its own, as browsers write it, that this installation answers to.

Comes in: what an operator typed. Goes out: the name, or why it will not do.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.http.request import validate_host
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from wagtail.models import Site

is_name = DomainNameValidator()


def cleaned(typed: str, site: Site) -> str:
    """The host name for `site`, in small letters and punycode; raises ValidationError where it cannot be its."""
    host = typed.strip().lower()
    if site.pk and host == site.hostname:
        return host
    refuse_taken(host, site)
    try:
        is_name(host)
    except ValidationError as error:
        words = _("Type the host's name alone, without https:// or a slash: magazine.example.")
        raise ValidationError(words) from error
    host = str(punycode(host))
    refuse_taken(host, site)
    return host


def refuse_taken(host: str, site: Site) -> None:
    """Raise ValidationError where a host, at whatever port, is another magazine's: browsers keep cookies by host."""
    is_taken = Site.objects.filter(hostname=host).exclude(pk=site.pk).exists()
    if is_taken or host in settings.HOSTS_OF_DEFAULT_SITE:
        words = _("Another magazine stands at %(host)s. Choose another host.")
        raise ValidationError(words, params={"host": host})


def is_answered(hostname: str) -> bool:
    """Whether this installation lets in requests for a host (the setting ALLOWED_HOSTS)."""
    return validate_host(hostname, settings.ALLOWED_HOSTS)


def warning(hostname: str) -> str:
    """What an operator has to do before a host is answered; empty where it is."""
    if is_answered(hostname):
        return ""
    words = _(
        "%(host)s is not in ALLOWED_HOSTS: who asks for it gets the answer 400. Add it to the environment of "
        "every web process and start them anew."
    )
    return words % {"host": hostname}
