import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_article_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="kind",
            field=models.CharField(
                choices=[("article", "article"), ("advertorial", "advertorial")],
                default="article",
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="sponsor",
            field=models.ForeignKey(
                blank=True,
                help_text="An advertorial cannot be published without one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sponsored",
                to="articles.organisation",
                verbose_name="sponsor",
            ),
        ),
    ]
