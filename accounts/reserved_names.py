"""Names that no reader may take: a registry.

A room above signs in at `register` a function that gives the names it stands for; it is told who asks, so that nobody
is kept from a name of their own. Called by `accounts.names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from accounts.models import User

Provider = Callable[[User | None], Iterable[str]]
"""Takes who wants a name, None for somebody who signs up, and gives the names that they may not take."""

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Sign a provider in; again under the same name takes its place."""
    _providers[name] = provider


def for_user(user: User | None) -> Iterator[str]:
    """Every name that `user` may not take."""
    return (name for provider in _providers.values() for name in provider(user) if name)


def of_staff(user: User | None) -> Iterator[str]:
    """The names of those who work here, as the CMS and as readers know them."""
    staff = User.objects.filter(is_active=True).exclude(groups=None, is_superuser=False)
    if user is not None and user.pk:
        staff = staff.exclude(pk=user.pk)
    for other in staff.distinct():
        yield other.get_full_name()
        yield other.display_name
