import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("suggestions", "0006_title_of_a_consultation"),
    ]

    operations = [
        migrations.RemoveField("consultation", "feedback"),
        migrations.AddField(
            "consultation",
            "response",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultation",
                to="contributions.contribution",
            ),
        ),
    ]
