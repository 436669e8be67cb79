"""The name that other readers see, and allauth's row of each address that an operator gave out."""

from django.db import migrations, models


def confirm_addresses(apps, schema_editor):
    """Accounts were made by operators alone until now, so their addresses are taken as confirmed."""
    EmailAddress = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("accounts", "User").objects.all():
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": True}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_groups"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="display_name",
            field=models.CharField(blank=True, max_length=60, verbose_name="name shown to readers"),
        ),
        migrations.RunPython(confirm_addresses, migrations.RunPython.noop),
    ]
