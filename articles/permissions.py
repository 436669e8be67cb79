"""The rights on pages that hang on the tree and not on a model: contributors write, editors publish."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts import roles

PAGE_RIGHTS = {
    roles.CONTRIBUTOR: ("add_page",),
    roles.EDITOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    roles.PUBLISHER: ("change_page", "publish_page"),
    roles.OPERATOR: ("change_page",),  # sources are managed where the magazine's pages may be edited
}
FILE_RIGHTS = ("add_picture", "choose_picture", "add_attachment", "choose_attachment")


def grant_page_rights() -> None:
    """Give the groups their rights on the whole tree; adds only what is missing."""
    root = Page.objects.filter(depth=1).first()
    collection = Collection.objects.filter(depth=1).first()
    if root is None or collection is None:
        return
    for role, names in PAGE_RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=role)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=names
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for role in (roles.CONTRIBUTOR, roles.EDITOR):
        group = Group.objects.get(name=role)
        for permission in Permission.objects.filter(
            content_type__app_label="articles", codename__in=FILE_RIGHTS
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
