"""The one table of this room: who may dial a host now. Taken by whoever dials, through `outbound.leases`."""

from django.db import models


class HostLease(models.Model):
    """One host is read by one process at a time, and not before `not_before`."""

    host = models.CharField(max_length=253, unique=True)
    holder = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.host
