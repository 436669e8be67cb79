import django.db.models.deletion
from django.db import migrations, models


def file_published(apps, schema_editor):
    """File the links of the digests that were published before this table was there."""
    FiledLink = apps.get_model("curation", "FiledLink")
    DigestLink = apps.get_model("curation", "DigestLink")
    topics = dict(apps.get_model("articles", "Topic").objects.values_list("slug", "pk"))
    links = DigestLink.objects.filter(page__live=True).values_list("pk", "topic_slugs")
    rows = [
        FiledLink(link_id=link, topic_id=topics[slug])
        for link, slugs in links
        for slug in dict.fromkeys(slugs)
        if slug in topics
    ]
    FiledLink.objects.bulk_create(rows, batch_size=2_000)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_standard_pages"),
        ("curation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FiledLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filed",
                        to="curation.digestlink",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filed_links",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "link"), name="curation_link_filed_once_per_topic"
                    )
                ],
            },
        ),
        migrations.RunPython(file_published, migrations.RunPython.noop),
    ]
