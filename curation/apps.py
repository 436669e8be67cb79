"""The room of what others publish, made into digests."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from accounts import roles

        roles.register(roles.EDITOR, ["curation.use_desk"])
        roles.register(roles.OPERATOR, ["curation.manage_sources", "curation.change_rankingweights"])
