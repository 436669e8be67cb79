"""What this room adds to the CMS."""

from wagtail import hooks

from mail.viewsets import OutgoingMailViewSet


@hooks.register("register_admin_viewset")
def outgoing_mail() -> OutgoingMailViewSet:
    return OutgoingMailViewSet("outgoing_mail")
