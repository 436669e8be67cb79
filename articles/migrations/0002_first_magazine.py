"""The first magazine: a site at localhost with an empty home page in Dutch and in English.

An installation is a magazine from its first migration on; an operator then gives the site its host and name.
"""

import uuid

from django.db import migrations

HOMES = (("nl", "Vakblad", "00010001"), ("en", "Vakblad", "00010002"))


def make_magazine(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Locale = apps.get_model("wagtailcore", "Locale")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("articles", "HomePage")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="articles", model="homepage"
    )
    root = Page.objects.get(depth=1)
    translation_key = uuid.uuid4()
    homes = []
    for language, title, path in HOMES:
        locale, _made = Locale.objects.get_or_create(language_code=language)
        slug = "home" if language == "nl" else f"home-{language}"
        homes.append(
            HomePage.objects.create(
                title=title,
                draft_title=title,
                slug=slug,
                content_type=content_type,
                path=path,
                depth=2,
                numchild=0,
                url_path=f"/{slug}/",
                locale=locale,
                translation_key=translation_key,
                live=True,
                digest_cadence="",
            )
        )
    root.numchild = len(homes)
    root.save(update_fields=["numchild"])
    Site.objects.create(
        hostname="localhost", site_name="Vakblad", root_page_id=homes[0].pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("accounts", "0002_groups"),
    ]

    operations = [migrations.RunPython(make_magazine, migrations.RunPython.noop)]
