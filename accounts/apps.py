"""The room of accounts, and Wagtail's app of users pointed at our forms."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import kept, personal_data, reserved_names, roles

        for entry in (kept.ACCOUNTS, kept.MAIL, kept.LIMITS):
            personal_data.register(entry)
        reserved_names.register("staff", reserved_names.of_staff)
        roles.register(
            roles.OPERATOR,
            [f"accounts.{action}_user" for action in ("add", "change", "delete", "view")]
            + [f"auth.{action}_group" for action in ("add", "change", "delete", "view")],
        )
        roles.register(roles.OPERATOR, ["mail.view_outgoingmail"])
        for role in roles.ROLES:
            roles.register(role, ["wagtailadmin.access_admin"])
        post_migrate.connect(roles.apply, dispatch_uid="accounts.roles.apply")


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.viewsets.UserViewSet"
