import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_home"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("paragraph", 0), ("heading", 1), ("picture", 4), ("quote", 7)],
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "document-link", "ol", "ul"],
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "icon": "title",
                                    "label": "Heading",
                                    "max_length": 120,
                                    "template": "blocks/heading.html",
                                },
                            ),
                            2: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "picture"}),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "caption", "max_length": 250, "required": False},
                            ),
                            4: ("wagtail.blocks.StructBlock", [[("image", 2), ("caption", 3)]], {}),
                            5: ("wagtail.blocks.TextBlock", (), {"label": "quote"}),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "who said it", "max_length": 120, "required": False},
                            ),
                            7: ("wagtail.blocks.StructBlock", [[("text", 5), ("speaker", 6)]], {}),
                        },
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard page",
                "verbose_name_plural": "standard pages",
            },
            bases=("wagtailcore.page",),
        ),
    ]
