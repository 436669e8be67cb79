import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_first_magazine"),
    ]

    operations = [
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_nl", models.CharField(max_length=100, verbose_name="name in Dutch")),
                ("name_en", models.CharField(max_length=100, verbose_name="name in English")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                ("description_nl", models.TextField(verbose_name="description in Dutch")),
                ("description_en", models.TextField(verbose_name="description in English")),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
                "ordering": ["name_nl"],
            },
        ),
        migrations.AddField(
            model_name="articlepage",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="articles",
                to="articles.series",
                verbose_name="series",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="part",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="part",
            ),
        ),
    ]
