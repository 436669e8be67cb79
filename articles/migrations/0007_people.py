import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_notes_and_related"),
    ]

    operations = [
        migrations.AddField(
            model_name="expert",
            name="field_en",
            field=models.CharField(blank=True, max_length=120, verbose_name="field in English"),
        ),
        migrations.AddField(
            model_name="expert",
            name="field_nl",
            field=models.CharField(blank=True, max_length=120, verbose_name="field in Dutch"),
        ),
        migrations.CreateModel(
            name="ExpertLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                (
                    "expert",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="articles.expert",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="description_en",
            field=models.TextField(blank=True, verbose_name="description in English"),
        ),
        migrations.AddField(
            model_name="organisation",
            name="description_nl",
            field=models.TextField(blank=True, verbose_name="description in Dutch"),
        ),
    ]
