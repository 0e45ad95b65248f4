import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("deputies", "0003_assistant"),
        ("suggestions", "0003_the_whole_procedure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="feedback",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="opinion",
            name="author",
            # Nothing could be answered before: there is no row that would need one.
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="opinion",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("consultation", "author"),
                name="one_opinion_of_a_person",
            ),
        ),
    ]
