"""What each role may do. A room above signs in its part at `register`; `apply` gives it to the five groups.

Permissions exist only after migrating, so `apply` runs after each migrate (apps.py). It only ever adds: grants
that an operator made stay.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission

CONTRIBUTOR = "Contributor"
EDITOR = "Editor"
MODERATOR = "Moderator"
PUBLISHER = "Publisher"
OPERATOR = "Operator"
ROLES = (CONTRIBUTOR, EDITOR, MODERATOR, PUBLISHER, OPERATOR)

_permissions: dict[str, set[str]] = defaultdict(set)
_grants: list[Callable[[], None]] = []


def register(role: str, permissions: Iterable[str]) -> None:
    """Let `role` do these, each written as "app_label.codename"."""
    if role not in ROLES:
        raise ValueError(f"No such role: {role}")
    _permissions[role].update(permissions)


def register_grant(grant: Callable[[], None]) -> None:
    """Have `grant` called whenever roles are applied: for rights that hang on a page or a collection."""
    if grant not in _grants:
        _grants.append(grant)


def apply(**_signal: object) -> None:
    """Give the five groups all that was signed in; safe to repeat, takes nothing away."""
    wanted = {name for names in _permissions.values() for name in names}
    known = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in Permission.objects.filter(
            codename__in={name.split(".")[1] for name in wanted}
        ).select_related("content_type")
    }
    for role, names in _permissions.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.add(*(known[name] for name in names if name in known))
    for grant in _grants:
        grant()
