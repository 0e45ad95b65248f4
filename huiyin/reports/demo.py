"""The yearly report of the demonstration: written by one person, read by another, published."""

from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.reports import services

#: What the office adds to the sections that the figures have written.
WORDS = {
    "key_items": "主任会议确定的重点督办建议，由有关委员会跟踪，逐件听取办理情况。",
    "cases": "关于在河东片区增设夜班公交线路的建议：12 位群众反映，代表实地走访后提出，承办单位多次与代表商量线路和班次。",
    "problems": "个别建议答复超期；少数答复就事论事，没有写明落实的日期；重新办理的建议与代表沟通还不够。",
    "plan": "对超期未答复的逐件催办；承诺事项逐项核对，到期回访；答复和评价及时公开。",
}


def build(congress, at):
    """Publish the report of this year. Call it within the congress's scope, once."""
    writer, reader = (User.objects.get(username=name) for name in ("zhao", "ren"))
    report = services.begin(congress=congress, year=localdate(at).year, by=writer, at=at)
    words = {name: WORDS.get(name) or text for name, text in report.sections.items()}
    seen = report.edited_at.isoformat()
    services.edit(report, sections=words, seen=seen, by=writer, at=at)
    services.submit(report, by=writer, at=at)
    services.publish(report, by=reader, at=at)
