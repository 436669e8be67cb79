"""Who works at the sample magazine and who reads it.

In: `content/staff.toml` and `content/subscribers.toml`. Out: frozen persons. Without Django, so that `make run` can
print the sign-in before anything else is set up. Development only: everybody here shares one password.
"""

from __future__ import annotations

from dataclasses import dataclass

from demo import texts

STAFF_PASSWORD = "vakblad-op-zicht"  # noqa: S105 -- printed by `make run`; the room is not installed in production


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with an account and a role; an operator may do everything."""

    email: str
    name: str
    group: str

    @property
    def is_operator(self) -> bool:
        """Whether this is who sets the magazine up."""
        return self.group == "Operator"


@dataclass(frozen=True, slots=True)
class Reader:
    """A subscriber, with what this reader wants of the newsletter."""

    email: str
    edition: str
    minutes: int
    topics: tuple[str, ...]
    has_other_language: bool


STAFF = tuple(Colleague(row["mail"], row["name"], row["group"]) for row in texts.read("staff")["staff"])
READERS = tuple(
    Reader(row["mail"], row["edition"], row["minutes"], tuple(row["topics"]), row["other_language"])
    for row in texts.read("subscribers")["subscribers"]
)


def colleague(group: str) -> Colleague:
    """The one member of a group."""
    return next(person for person in STAFF if person.group == group)
