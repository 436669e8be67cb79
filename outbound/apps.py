"""The room that opens connections to the web. Its one table is the lease of a host."""

from django.apps import AppConfig


class OutboundConfig(AppConfig):
    name = "outbound"
