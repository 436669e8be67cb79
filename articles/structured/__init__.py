"""Structured data of our public pages (schema.org), as plain dictionaries; a tag prints them as a data block.

Comes in: a page or row, and the request that asks for it. Goes out: a graph that search engines read. Each room signs
in, in its `apps.py`, how its kinds of pages are described (`register`); every description is followed by the path
from the front to the page (BreadcrumbList). Values are what the page shows, in its words.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Data = dict[str, Any]
Describe = Callable[[Any, HttpRequest], list[Data]]

_described: dict[type, Describe] = {}


def register(kind: type, describe: Describe) -> None:
    """Have pages or rows of `kind` described by `describe`."""
    _described[kind] = describe


def describe(thing: object, request: HttpRequest) -> Data:
    """The graph of one page; empty for a kind that nobody signed in."""
    found = _described.get(type(thing))
    graph = [without_empty(part) for part in found(thing, request)] if found else []
    return {"@context": "https://schema.org", "@graph": graph} if graph else {}


def without_empty(part: Data) -> Data:
    """`part` without the properties that have no value here: search engines take an empty one for a fault."""
    return {
        name: without_empty(value) if isinstance(value, dict) else value
        for name, value in part.items()
        if value not in ("", None, [], {})
    }
