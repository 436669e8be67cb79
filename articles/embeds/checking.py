"""Whether an editor's address can stand in an embed block; said in a sentence when it cannot.

An address of a host that we do not know becomes a link, so it is taken. One on the host of a provider must lead to
something that plays: a channel or a broken copy would fail the reader, not the editor.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.embeds import providers


def check_address(address: str) -> None:
    """Raise ValidationError for what is no address of the web, or of a provider but of no video there."""
    if not providers.link(address):
        raise ValidationError(
            _(
                "Readers cannot follow this address: it does not begin with https://, or it holds a name or "
                "password. Copy it from the address bar."
            ),
            code="not_web",
        )
    provider = providers.find(address, settings.EMBED_PROVIDERS)
    if provider and not providers.player(address, settings.EMBED_PROVIDERS):
        raise ValidationError(
            _(
                "This is an address of %(provider)s, but not of one video. Open the video and copy its address."
            ),
            code="no_player",
            params={"provider": provider.name},
        )
