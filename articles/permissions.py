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
# Wagtail asks for the rights of its own models, also where pictures and documents are of ours.
FILE_RIGHTS = {
    roles.CONTRIBUTOR: ("add_image", "choose_image", "add_document", "choose_document"),
    roles.EDITOR: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
}
FILE_APPS = ("wagtailimages", "wagtaildocs")


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
    for role, names in FILE_RIGHTS.items():
        group = Group.objects.get(name=role)
        for permission in Permission.objects.filter(
            content_type__app_label__in=FILE_APPS, codename__in=names
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
