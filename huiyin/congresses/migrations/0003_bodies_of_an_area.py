from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("congresses", "0002_organs_of_a_session")]

    operations = [
        migrations.AlterField(
            model_name="organ",
            name="kind",
            field=models.CharField(
                choices=[
                    ("standing_committee", "常务委员会"),
                    ("presidium", "主席团"),
                    ("special_committee", "专门委员会"),
                    ("secretariat", "大会秘书处"),
                    ("general_office", "办公室"),
                    ("deputy_affairs", "代表工作委员会"),
                    ("legislative_affairs", "法制工作委员会"),
                    ("news", "新闻宣传处"),
                    ("it", "信息中心"),
                    ("petitions", "信访室"),
                    ("street_body", "街道工委"),
                    ("area_body", "地区工委"),
                    ("government_office", "政府办公室"),
                    ("handling_unit", "承办单位"),
                ],
                max_length=30,
            ),
        ),
    ]
