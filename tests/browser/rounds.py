"""Every page of the demonstration, in rounds: who walks it and where it leads.

``{title:…}`` stands for the number of the case with that title, ``{state:…}`` for that of a
suggestion in that state, ``{deputy:…}`` and ``{place:…}`` for the id of one with that name.
"""

import re
import sqlite3

from tests.browser.acting import COUNTY, become

LIN, CLERK, CITIZEN = "林晓禾", "赵文博", "王＊＊"
#: name of the round → (persona, or "" for a stranger; addresses below the county's)
ROUNDS = {
    "front": (
        "",
        ["/", "/about/", "/privacy/", "/accessibility/", "/record/", "/record/how/", "/nothing/"],
    ),
    "finding": (
        "",
        [
            "/find/", "/find/?q=桂花小区", "/find/?q=桂华小区", "/find/?q=小区", "/find/?q=火星",
            "/find/?place={place:青石村}", "/deputies/", "/deputies/?q=林", "/stations/",
            "/deputies/{deputy:林晓禾}/", "/deputies/{deputy:上一届}/", "/deputies/{deputy:马骕}/",
        ],
    ),
    "lists": (
        "",
        [
            "/suggestions/", "/search/", "/search/?q=公交", "/search/?q=火星基地", "/track/",
            "/track/?number=0000-0000-0000", "/track/?number=", "/sign-in/", "/personas/",
            "/accounts/login/", "/voices/new/?to={deputy:林晓禾}&place={place:桂花小区}",
            "/voices/new/?to={deputy:暂停职}", "/accounts/inactive/",
            "/voices/similar/?key=7d2ee28c-0f8c-4d0e-a5a4-5b8f5f0c0f01",
        ],
    ),
    "messages": (
        "",
        [
            "/matters/{title:夜里下班没有公交}/", "/matters/{title:校门口接送太乱}/",
            "/matters/{title:渡口没有雨棚}/", "/matters/{title:茶山机耕路塌方}/",
            "/matters/{title:小区电动车充电桩坏了三个月}/",
            "/matters/{title:想单独反映一件家里的事}/",
            "/voices/receipt/{title:夜里下班没有公交}/",
            "/voices/supported/{title:校门口接送太乱}/",
        ],
    ),
    "suggestions": (
        "",
        [
            "/matters/{state:accepted}/", "/matters/{state:assigned}/", "/matters/{state:redo}/",
            "/matters/{title:关于在河东片区增设夜班公交线路的建议}/", "/matters/{state:replied}/",
            "/matters/{state:disputed}/", "/matters/{state:tracking}/", "/matters/{state:closed}/",
            "/matters/{title:关于社区医院停车的建议}/", "/matters/{state:reply_review}/",
        ],
    ),
    "consultations": ("", ["/consultations/", "/consultations/{asked:consulting}/"]),
    "in figures": (
        "",
        [
            "/suggestions/?subject=transport&rated=satisfied", "/suggestions/?deputy=林&late=1",
            "/suggestions/statistics/", "/suggestions/statistics/?series=1-1",
            "/suggestions/reports/", "/suggestions/reports/{report:1}/", "/suggestions/data/",
            "/rules/", "/rules/?on=2010-01-01", "/rules/national/?on=2020-01-01",
            "/rules/chongqing-2018/", "/rules/npc/",
        ],
    ),
    "laws": (
        "",
        [
            "/laws/", "/laws/?q=岸线", "/laws/?q=火星", "/laws/?kind=local&standing=repealed",
            "/laws/{law:云江省溪流保护条例}/", "/laws/{law:云江省溪流保护条例}/?version=2019-05-30",
            "/laws/{law:云江省溪流保护条例}/art-4/", "/laws/{law:云州市路灯管理办法}/",
            "/laws/{law:云江省溪流保护条例}/art-4-1/", "/search/?q=岸线",
        ],
    ),
    "bills": (
        "",
        [
            "/bills/", "/bills/?q=公交", "/bills/?state=handled", "/bills/?q=火星",
            "/bills/{bill:closed}/", "/bills/{bill:passed}/", "/bills/{bill:converted}/",
            "/bills/{bill:not_a_bill}/", "/bills/{bill:screening}/",
        ],
    ),
    "bill sponsors": (
        "何秀兰",
        [
            "/desk/bills/", "/desk/bills/new/", "/desk/bills/{bill:cosigning}/",
            "/desk/bills/{bill:cosigning}/invite/?find=石", "/desk/bills/{bill:filed}/",
        ],
    ),
    "bill co-sponsor": ("马骕", ["/desk/", "/desk/bills/{bill:cosigning}/"]),
    "bill office": (
        CLERK,
        [
            "/desk/bills/", "/desk/bills/?q=火星", "/desk/bills/{bill:filed}/",
            "/desk/bills/{bill:passed}/", "/desk/bills/{bill:converted}/",
            "/desk/?at={bill:filed}",
        ],
    ),
    "committee": ("蔡衡", ["/desk/", "/desk/bills/{bill:screening}/"]),
    "standing committee": ("常理", ["/desk/bills/", "/desk/bills/{bill:closed}/"]),
    "articles": (
        "",
        [
            "/columns/", "/columns/news/", "/columns/gazette/", "/articles/{article:published}/",
            "/articles/{article:archived}/", "/articles/{article:recalled}/",
        ],
    ),
    "kit": ("", ["/ui/", "/ui/front/", "/ui/profile/", "/ui/desk/"]),
    "citizen": (
        CITIZEN,
        [
            "/mine/", "/mine/notices/", "/mine/looked/", "/mine/consents/",
            "/matters/{title:小区电动车充电桩坏了三个月}/", "/matters/{title:夜里下班没有公交}/",
            "/voices/new/?to={deputy:林晓禾}", "/matters/{state:redo}/", "/accounts/logout/",
        ],
    ),
    "deputy": (
        LIN,
        [
            "/desk/", "/desk/?at={title:建议公开自来水水质}", "/desk/?q=火星", "/desk/voices/",
            "/desk/voices/{title:建议公开自来水水质}/", "/desk/voices/{title:夜里下班没有公交}/",
            "/desk/voices/{title:建议公开自来水水质}/answer/", "/desk/suggestions/",
            "/desk/take-up/?voice={title:建议公开自来水水质}", "/desk/suggestions/new/",
            "/desk/suggestions/{title:关于在河东片区增设夜班公交线路的建议}/", "/desk/commitments/",
            "/voices/new/?to={deputy:高山}", "/desk/assistants/",
            "/desk/suggestions/{state:consulting}/",
            "/mine/notices/",
        ],
    ),
    "lead deputy": (
        "周建平",
        [
            "/desk/suggestions/{state:drafting}/", "/desk/suggestions/{state:cosigning}/",
            "/desk/suggestions/{state:drafting}/edit/", "/desk/suggestions/{state:replied}/",
            "/desk/suggestions/{title:关于公布汛期水位信息的建议}/", "/matters/{state:drafting}/",
            "/desk/suggestions/{state:drafting}/invite/?find=陈",
        ],
    ),
    "co-signer": (
        "陈国栋",
        [
            "/desk/suggestions/{state:cosigning}/", "/desk/suggestions/{state:returned_for_edit}/",
            "/desk/suggestions/{state:tracking}/", "/desk/",
        ],
    ),
    "clerk": (
        CLERK,
        [
            "/desk/", "/desk/?at={state:submitted}", "/desk/review/", "/desk/voices/",
            "/desk/voices/{title:校门口接送太乱}/transfer/?find=林", "/desk/suggestions/",
            "/desk/suggestions/{state:submitted}/", "/desk/suggestions/{state:submitted}/decline/",
            "/desk/suggestions/{state:idea}/",
            "/desk/suggestions/{state:accepted}/", "/desk/suggestions/{state:disputed}/",
            "/desk/suggestions/{state:closed}/", "/desk/suggestions/{state:declined}/",
            "/desk/commitments/?show=done", "/voices/new/?to={deputy:高山}",
            "/desk/reports/", "/desk/reports/{report:1}/",
            "/desk/reveal/?voice={title:校门口接送太乱}", "/desk/tables/",
            "/desk/suggestions/?order=due&clock=over&q=公交",
            "/desk/bulk/?do=accept&c={state:submitted}", "/desk/bulk/?do=urge&c={state:handling}",
            "/desk/bulk/?do=assign&c={state:accepted}",
            "/desk/bulk/?do=classify&c={state:accepted}",
        ],
    ),
    "receiver": ("钱进", ["/desk/", "/desk/suggestions/{state:assigned}/"]),
    "handler": (
        "孙力",
        [
            "/desk/", "/desk/suggestions/", "/desk/suggestions/{state:receipted}/",
            "/desk/suggestions/{title:关于在河东片区增设夜班公交线路的建议}/",
            "/desk/suggestions/{title:关于在河东片区增设夜班公交线路的建议}/draft_reply/",
            "/desk/suggestions/{title:关于在河东片区增设夜班公交线路的建议}/documents/",
            "/desk/suggestions/{title:关于园区公交接驳的建议}/", "/desk/commitments/",
        ],
    ),
    "redo": ("水源", ["/desk/", "/desk/suggestions/{state:redo}/"]),
    "head": (
        "章梁",
        [
            "/desk/", "/desk/suggestions/{state:reply_review}/",
            "/desk/suggestions/{title:关于社区健身场地的建议}/documents/",
        ],
    ),
    "co-unit": ("郑会", ["/desk/", "/desk/suggestions/{title:关于渡口改桥的建议}/"]),
    "editor": (
        "何闻",
        [
            "/desk/", "/desk/review/", "/desk/articles/", "/desk/articles/?state=public&q=火星",
            "/desk/articles/new/", "/desk/articles/{article:draft}/",
            "/desk/articles/{article:draft}/edit/", "/desk/articles/{article:correcting}/",
            "/desk/articles/{article:published}/preview/",
            "/desk/articles/{article:published}/certificate/",
        ],
    ),
    "final reviewer": (
        "闵政", ["/desk/articles/", "/desk/articles/{article:final_review}/"]
    ),
    "releaser": (
        "边宁",
        [
            "/desk/articles/{article:cleared}/", "/desk/articles/{article:scheduled}/",
            "/desk/articles/{article:published}/recall/", "/desk/articles/{article:recalled}/",
        ],
    ),
    "sites": (
        "柯技",
        [
            "/desk/sites/", "/desk/sites/open/", "/desk/sites/yunxi/", "/desk/sites/liuhe/",
            "/desk/sites/yunxi/columns/?key=stations", "/desk/sites/yunxi/notices/",
            "/desk/sites/coverage/", "/desk/sites/yunxi/duties/",
            "/desk/sites/yunxi/capabilities/",
            "/desk/sites/yunxi/steps/announce/", "/desk/sites/liuhe/steps/close/",
        ],
    ),
    "account": (
        "柯技",
        [
            "/desk/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
            "/accounts/password/change/", "/accounts/2fa/recovery-codes/",
            "/accounts/reauthenticate/", "/accounts/logout/",
        ],
    ),
}  # fmt: skip
FINDERS = {
    "article": "select d.code from procedure_docket d join congresses_congress c"
    " on c.id = d.congress_id where c.slug = 'yunxi' and d.kind = 'article' and d.state = ?",
    "law": "select code from library_law where title = ?",
    "bill": "select code from procedure_docket where kind = 'bill' and state = ?",
    "report": "select year from reports_report where id >= ?",
    "title": "select code from procedure_docket where title = ?",
    "asked": "select c.id from suggestions_consultation c join suggestions_suggestion s"
    " on s.id = c.suggestion_id join procedure_docket d on d.id = s.docket_id where d.state = ?",
    "state": "select code from procedure_docket where kind = 'suggestion' and state = ?",
    "place": "select id from deputies_place where name = ?",
    "deputy": "select m.id from deputies_mandate m join deputies_person p on p.id = m.person_id"
    " join congresses_congress c on c.id = m.congress_id where c.slug = 'yunxi' and p.name = ?",
}


def ask(live, question, *facts):
    """Return the rows that the demonstration's database gives to a question."""
    with sqlite3.connect(live.folder / "huiyin.sqlite3") as database:
        return database.execute(question, facts).fetchall()


def address(live, pattern):
    """Return ``pattern`` as an address of the county, with what it names filled in."""

    def fill(match):
        rows = ask(live, FINDERS[match[1]], match[2])
        assert rows, f"the demonstration has no {match[1]} {match[2]}"
        return str(rows[0][0])

    return COUNTY + re.sub(r"{(\w+):([^}]+)}", fill, pattern)


def come_as(page, who):
    if who:
        become(page, who)
    else:
        page.goto(f"{COUNTY}/")
