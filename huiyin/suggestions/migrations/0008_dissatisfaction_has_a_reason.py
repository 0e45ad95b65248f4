from django.db import migrations, models
from django.db.models import Q


def say_none_was_asked_for(apps, _schema_editor):
    """Until now a rating "dissatisfied" in attitude alone needed no reason."""
    ratings = apps.get_model("suggestions", "Rating")._base_manager
    without = ratings.filter(Q(attitude="dissatisfied") | Q(result="dissatisfied"), reason="")
    without.update(reason="（评价时未要求写明理由）")


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0007_response_to_opinions")]

    operations = [
        migrations.RemoveConstraint("rating", "dissatisfaction_has_a_reason"),
        migrations.RunPython(say_none_was_asked_for, migrations.RunPython.noop),
        migrations.AddConstraint(
            "rating",
            models.CheckConstraint(
                condition=~(Q(attitude="dissatisfied") | Q(result="dissatisfied")) | ~Q(reason=""),
                name="dissatisfaction_has_a_reason",
            ),
        ),
        migrations.AlterField(
            "cosign",
            "answer",
            models.CharField(
                choices=[
                    ("invited", "待确认"),
                    ("confirmed", "已确认"),
                    ("declined", "未附议"),
                    ("voided", "确认已失效，待重新确认"),
                    ("retracted", "已撤回附议"),
                ],
                default="invited",
                max_length=10,
            ),
        ),
    ]
