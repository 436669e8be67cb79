"""Small rows of several tables in one query: each comes as JSON and becomes an object of its model again.

Comes in: querysets, each with the model of its rows and with whom the rows belong to. Goes out: the objects by the
name of their queryset. Called by `articles.gathering`; for a handful of rows, not for lists.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import JSONObject

Owned = list[tuple[int, Any]]  # to whom an object belongs, and the object


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows to be read. `prefix` leads from the queryset's model to `model`; without `only` all fields are read."""

    name: str
    rows: models.QuerySet[Any]
    model: type[models.Model]
    owner: Any
    prefix: str = ""
    only: tuple[str, ...] = ()

    def fields(self) -> list[models.Field[Any, Any]]:
        """The fields that are read."""
        every = self.model._meta.concrete_fields
        return [one for one in every if one.attname in self.only] if self.only else list(every)

    def as_rows(self) -> models.QuerySet[Any]:
        """The same rows as their name, their owner and their fields as JSON."""
        data = JSONObject(**{one.attname: self.prefix + one.attname for one in self.fields()})
        return self.rows.order_by().values_list(Value(self.name, models.CharField()), self.owner, data)

    def as_object(self, data: dict[str, Any]) -> models.Model:
        """The object of one row."""
        values = {one.attname: as_python(one, data[one.attname]) for one in self.fields()}
        return self.model(**values) if self.only else self.model.from_db(None, [*values], [*values.values()])


def as_python(one: models.Field[Any, Any], value: Any) -> Any:
    """A value of JSON as the field holds it; a JSON column comes as text where the database has no type for it."""
    if isinstance(one, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value
    return one.to_python(value)


def read(asked: Sequence[Asked]) -> dict[str, Owned]:
    """The objects of all querysets, in no order."""
    by_name = {one.name: one for one in asked}
    found: dict[str, Owned] = defaultdict(list)
    first, *others = [one.as_rows() for one in asked]
    for name, owner, data in first.union(*others, all=True):
        found[name].append((owner, by_name[name].as_object(data)))
    return found
