import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="magazinesettings",
            name="privacy_email",
            field=models.EmailField(
                blank=True, max_length=254, verbose_name="address for questions about personal data"
            ),
        ),
        migrations.AddField(
            model_name="magazinesettings",
            name="security_email",
            field=models.EmailField(
                blank=True, max_length=254, verbose_name="address for reports of weaknesses"
            ),
        ),
        migrations.AddField(
            model_name="magazinesettings",
            name="telephone",
            field=models.CharField(blank=True, max_length=40, verbose_name="telephone"),
        ),
        migrations.CreateModel(
            name="MenuLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "place",
                    models.CharField(
                        choices=[("menu", "menu"), ("footer", "footer")],
                        default="menu",
                        max_length=6,
                        verbose_name="place",
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="or an address")),
                ("name_nl", models.CharField(blank=True, max_length=60, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=60, verbose_name="name in English")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="menu_links",
                        to="articles.magazinesettings",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("page__isnull", False), ("url", "")),
                            models.Q(("page__isnull", True), models.Q(("url", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="articles_menu_link_page_or_address",
                        violation_error_message="Choose a page or type an address, one of the two.",
                    )
                ],
            },
        ),
    ]
