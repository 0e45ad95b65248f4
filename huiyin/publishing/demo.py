"""What the county of the demonstration publishes: an article at every stage of its way."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localdate

from huiyin.accounts.models import User
from huiyin.congresses.demo import official, persona
from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.scope import within
from huiyin.congresses.services import seat
from huiyin.publishing.models import Article
from huiyin.publishing.services import releasing, reviewing, writing

Role = Seat.Role
#: user name, name, organ, role, what a visitor may try as them
PEOPLE = [
    ("wen", "文清", "新闻宣传处", Role.REVIEWER, "初审文章"),
    ("gao", "高韵", "新闻宣传处", Role.HEAD, "复审文章"),
    ("min", "闵政", "办公室", Role.HEAD, "终审和保密审查"),
    ("bian", "边宁", "办公室", Role.CLERK, "发布、定时发布、撤下文章"),
]
CLEAR = {
    "secrecy": "open",
    "basis": "保守国家秘密法第三十五条：不涉及国家秘密、工作秘密",
    "privacy": "none",
}
#: How far each goes: the acts after writing, each so many hours after the one before.
FIRST = ("submit", "pass_first")
SECOND = (*FIRST, "pass_second")
CLEARED = (*SECOND, "pass_final")
PUBLISHED = (*CLEARED, "release")
CORRECTED = (
    *PUBLISHED,
    "correct",
    "rewrite",
    "submit_correction",
    "pass_correction",
    "release_correction",
)
ENDS = {
    "draft": (),
    "first_review": ("submit",),
    "second_review": FIRST,
    "final_review": SECOND,
    "cleared": CLEARED,
    "scheduled": (*CLEARED, "schedule"),
    "published": PUBLISHED,
    "returned": (*FIRST, "return_to_author"),
    "correcting": (*PUBLISHED, "correct", "rewrite"),
    "corrected": CORRECTED,
    "recalled": (*PUBLISHED, "recall"),
    "archived": (*PUBLISHED, "archive"),
    "withheld": (*SECOND, "withhold"),
}
OFFICE, NEWS = "常委会办公室", "新闻宣传处"
#: title, column, kind, begun so many days ago, how far, source, summary, paragraphs
ARTICLES = [
    ("县人大常委会对农村供水保障工作开展专题询问", "news", "news", 4, "published", OFFICE, "常委会组成人员围绕管网老化、水质监测、应急供水提出 11 个问题，县政府及 5 个部门负责人到会应询，并承诺整改时限。", ("专题询问围绕管网老化、水质监测、应急供水三个方面进行。常委会组成人员提出 11 个问题，县人民政府和五个部门的负责人到会应询。", "县水利局表示，年内完成三个乡镇的老旧管网改造；水质监测结果按月在村务公开栏和本站公布。", "常委会将在明年第二季度听取整改情况报告。")),
    ("县十八届人大常委会举行第三十二次会议", "news", "news", 6, "published", OFFICE, "会议听取和审议三个报告，表决人事任免事项。", ("会议听取和审议了县人民政府关于预算执行情况的报告、关于代表建议办理情况的报告和执法检查报告。", "会议表决通过了有关人事任免事项。")),
    ("代表建议“回头看”：承诺事项已完成九成", "news", "news", 8, "published", "代表工作委员会", "对去年答复中承诺的事项逐项核对，到期未落实的列出清单继续跟踪。", ("代表工作委员会对去年答复中承诺的事项逐项核对。已完成的由领衔代表评价，到期未落实的列出清单，由承办单位写明原因和新的日期。",)),
    ("河东街道代表联络站开通“夜间接待”", "news", "news", 10, "corrected", "人大河东街道工作委员会", "每周四晚上七点到八点半，代表在联络站接待群众。", ("从本月起，河东街道代表联络站每周四 19:00–20:30 开放，方便白天上班的群众反映问题。",)),
    ("我县开展噪声污染防治执法检查", "oversight", "news", 13, "published", NEWS, "执法检查组到工地、商业街和居民小区实地检查。", ("执法检查组分三个小组，到在建工地、商业街和居民小区实地检查，随机询问居民 46 人。", "检查报告将提请常委会会议审议，审议意见和整改情况依法公开。")),
    ("云溪县人民代表大会常务委员会公告（第 14 号）", "notices", "notice", 5, "published", OFFICE, "", ("根据代表资格审查委员会的报告，县人大常委会确认补选的两名代表资格有效。现予公告。",)),
    ("关于征集明年监督议题的公告", "notices", "notice", 21, "published", OFFICE, "单位和个人可以在本月底以前提出监督议题建议。", ("县人大常委会公开征集明年监督议题。请写明议题、理由和希望监督的重点，可以通过本站留言或者邮寄。",)),
    ("关于补选县人大代表的公告", "notices", "notice", 25, "archived", OFFICE, "", ("河东第三选区、城南第一选区各补选代表一名，选举日和投票地点见附表。",)),
    ("关于接受代表辞职的决定", "decisions", "decision", 12, "published", OFFICE, "", ("县人大常委会根据本人请求，决定接受一名代表辞去职务的请求，依法终止其代表资格。",)),
    ("县人大常委会任免名单", "appointments", "appointment", 6, "published", OFFICE, "", ("经县十八届人大常委会第三十二次会议表决通过，任命、免去有关国家机关工作人员。",)),
    ("县十八届人大常委会第三十二次会议议程", "meetings", "meeting", 9, "published", OFFICE, "", ("一、听取和审议预算执行情况的报告。", "二、听取和审议代表建议办理情况的报告。", "三、审议人事任免案。")),
    ("县人大常委会本年度监督工作计划", "plans", "plan", 60, "published", OFFICE, "", ("全年听取专项工作报告六项，开展执法检查两项、专题询问一次。",)),
    ("常委会会议服务指南（旧版）", "notices", "notice", 16, "recalled", OFFICE, "", ("会议报到地点和乘车路线。",)),
    ("县人大机关年度预算公开说明", "notices", "notice", 1, "scheduled", OFFICE, "", ("县人大机关本年度预算收支情况说明。",)),
    ("代表走进社区宣讲民法典", "news", "news", 2, "cleared", NEWS, "", ("六位代表到三个社区宣讲，现场解答群众提问二十余个。",)),
    ("县人大常委会主任会议研究重点督办建议", "news", "news", 1, "final_review", OFFICE, "", ("主任会议确定三件重点督办建议，分别由常委会领导牵头督办。",)),
    ("《县城市绿化管理规定》立法问答", "laws", "law_note", 2, "second_review", "法制工作委员会", "", ("问：为什么要制定这个规定？答：为了解决绿地被占、养护不到位的问题。",)),
    ("乡镇人大工作交流会召开", "news", "news", 1, "first_review", NEWS, "", ("十二个乡镇人大的同志交流了代表联络站建设的做法。",)),
    ("第四季度县人大代表接待日安排", "notices", "notice", 3, "returned", NEWS, "", ("接待时间和地点见下表。",)),
    ("县人大代表述职评议综述", "news", "news", 1, "draft", NEWS, "", ("今年共有三十名代表向原选区选民述职。",)),
    ("代表建议办理工作推进会召开", "news", "news", 15, "correcting", "代表工作委员会", "", ("会议通报了建议办理进度。",)),
    ("关于某项专项检查的内部情况", "oversight", "news", 7, "withheld", NEWS, "", ("内部情况。",)),
]  # fmt: skip
TOWN = ("青石镇人大组织代表视察灌区清淤", "news", "news", 2, "first_review", "青石镇人大主席团", "", ("视察组沿干渠步行三公里，察看清淤进度。",))  # fmt: skip


def stories(clock):
    """Seat who is needed, and return a story for each article. Within the county's scope."""
    county = Congress.objects.get(slug="yunxi")
    for order, (username, name, where, role, task) in enumerate(PEOPLE):
        user = official(username, name)
        seat(user, Organ.objects.get(congress=county, name=where), role)
        title = f"{name}　{where} {role.label}"
        persona(user, title, task, "/c/yunxi/desk/articles/", 52 + order)
    town = Congress.objects.get(slug="qingshi")
    told = [Story(county, "he", *row).story(clock) for row in ARTICLES]
    return [*told, Story(town, "tang", *TOWN).story(clock)]


@dataclass
class Story:
    """One article of the demonstration; ``story`` tells it."""

    congress: Congress
    writer: str
    title: str
    column: str
    kind: str
    begun: int
    end: str
    source: str
    summary: str
    paragraphs: tuple

    def story(self, clock):
        at = clock.at(-self.begun)
        yield at
        with self._scope():
            article = self._written(at)
        for hours, name in enumerate(ENDS[self.end], start=1):
            yield (at := at + timedelta(minutes=20 * hours))
            with self._scope():
                known = Article.objects.select_related("docket", "congress", "organ")
                self._act(name, known.get(pk=article.pk), at)

    def _scope(self):
        return within([Congress.objects.get(slug="yunxi"), self.congress])

    def _written(self, at):
        return writing.write(
            congress=self.congress,
            kind=self.kind,
            column=self.column,
            body="".join(f"<p>{one}</p>" for one in self.paragraphs),
            facts={"said": self._facts(at)},
            by=_who(self.writer),
            at=at,
            **self._said(),
        )

    def _said(self):
        said = {"title": self.title, "summary": self.summary, "source": self.source}
        return said | {"byline": "", "keywords": ""}

    def _facts(self, at):
        day = str(localdate(at))
        decided = {"decided_by": "县十八届人大常委会第三十二次会议", "decided_on": day}
        known = {
            "decision": decided | {"number": "云人常决〔2026〕14 号"},
            "appointment": decided
            | {
                "appointed": "石文　县民政局局长\n陆远　县水利局局长",
                "removed": "江宽　县水利局局长职务",
            },
            "law_note": {"law": "《县城市绿化管理规定》"},
            "meeting": {
                "starts_on": day,
                "place": "县人大常委会会议厅",
                "agenda": "听取和审议预算执行情况的报告\n听取和审议代表建议办理情况的报告\n审议人事任免案",
                "absent": "高远",
            },
            "plan": {"period": f"{localdate(at).year} 年"},
        }
        return known.get(self.kind, {})

    def _act(self, name, article, at):
        seen = article.revisions.last().number
        writer, first, second, final, releaser = map(
            _who, (self.writer, "wen", "gao", "min", "bian")
        )
        sent_back = {"reason": "facts", "words": "接待地点还没有写，请补上表格。"}
        basis = "内容属于尚未公开的工作情况"
        acts = {
            "submit": lambda: writing.submit(article, by=writer, at=at),
            "pass_first": lambda: reviewing.pass_first(article, seen=seen, by=first, at=at),
            "pass_second": lambda: reviewing.pass_second(article, seen=seen, by=second, at=at),
            "pass_final": lambda: reviewing.pass_final(
                article, seen=seen, by=final, at=at, **CLEAR
            ),
            "release": lambda: releasing.release(article, by=releaser, at=at),
            "schedule": lambda: releasing.schedule(
                article, when=at + timedelta(days=9), by=releaser, at=at
            ),
            "return_to_author": lambda: reviewing.return_to_author(
                article, seen=seen, by=second, at=at, **sent_back
            ),
            "withhold": lambda: reviewing.withhold(
                article, seen=seen, secrecy="closed", basis=basis, by=final, at=at
            ),
            "correct": lambda: writing.correct(article, by=writer, at=at),
            "rewrite": lambda: self._rewrite(article, seen, writer, at),
            "submit_correction": lambda: writing.submit_correction(
                article, note="更正开放时间：原文漏写了结束时间", by=writer, at=at
            ),
            "pass_correction": lambda: reviewing.pass_correction(
                article, seen=seen, by=final, at=at, **CLEAR
            ),
            "release_correction": lambda: releasing.release_correction(article, by=releaser, at=at),
            "recall": lambda: releasing.recall(
                article, reason="内容已经过时，以新的服务指南为准", by=releaser, at=at
            ),
            "archive": lambda: releasing.archive(article, by=releaser, at=at),
        }
        acts[name]()

    def _rewrite(self, article, seen, writer, at):
        body = "".join(f"<p>{one}</p>" for one in (*self.paragraphs, "具体安排以联络站公示为准。"))
        writing.edit(article, seen=seen, body=body, by=writer, at=at, **self._said())


def _who(username):
    return User.objects.get(username=username)
