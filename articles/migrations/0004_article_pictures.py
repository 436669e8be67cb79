import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                help_text="Without one the pattern of the first topic takes its place.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.picture",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="picture_caption",
            field=models.CharField(blank=True, max_length=250, verbose_name="caption"),
        ),
    ]
