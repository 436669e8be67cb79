"""Five groups instead of Wagtail's Editors and Moderators, and no welcome page.

What each group may do is signed in by the rooms (accounts.roles) and given after every migrate: permissions
exist only then. Wagtail's default approval goes to the editors.
"""

from django.db import migrations

GROUPS = ("Contributor", "Editor", "Moderator", "Publisher", "Operator")


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()
    for name in GROUPS:
        Group.objects.get_or_create(name=name)
    editor = Group.objects.get(name="Editor")
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.all():
        task.name = "Editor approval"
        task.save()
        task.groups.set([editor])
    apps.get_model("wagtailcore", "Workflow").objects.update(name="Editor approval")


def remove_welcome_page(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__slug="home", root_page__depth=2).delete()
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(slug="home", depth=2, content_type__model="page").delete()
    Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(remove_welcome_page, migrations.RunPython.noop),
    ]
