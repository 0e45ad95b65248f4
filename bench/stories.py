"""How the suggestions and bills of ``bench.sitting`` go: which acts, by whom, on which day."""

from datetime import date, timedelta

from bench.sitting import CO, MERGE, OPENS, PROMISE, SIGNERS, WAYS, at

GOOD = {"attitude": "satisfied", "result": "satisfied", "reason": ""}
BAD = {"attitude": "basically", "result": "dissatisfied", "reason": "没有说明期限"}


class Story:
    """One suggestion from its first line to its end."""

    def __init__(self, floor, number, text):
        self.floor, self.n, self.text = floor, number, text
        self.day = OPENS + timedelta(days=number % 7)
        self.lead = floor.deputies[number // floor.parts % len(floor.deputies)]
        self.lin = self.lead.person.user
        self.unit = floor.units[number * 7 % len(floor.units)]
        self.office, self.mate = floor.office, None

    def goes(self, way):
        return self.n % WAYS[way] == 1

    def later(self, days):
        self.day += timedelta(days=days)
        return at(self.day)

    @property
    def now(self):
        return {"at": at(self.day)}

    def tell(self):
        self.floor.done["suggestions"] += 1
        self.hand_in()
        if self.case is None:
            return
        if self.goes("parts"):
            return self.in_parts()
        self.given(self.case)
        self.handle(self.case, self.unit)

    # -- until it is assigned --------------------------------------------------------------

    def signers(self):
        if self.n % SIGNERS:
            return []
        others = self.floor.deputies
        first = self.n // self.floor.parts + 1
        chosen = [others[(first + step) % len(others)] for step in range(1 + self.n % 3)]
        return [one for one in dict.fromkeys(chosen) if one != self.lead]

    def hand_in(self):
        from huiyin.suggestions.services import drafting

        title, body = self.text
        words = {"title": title[:180], "problem": body[:4000], "advice": body[-600:]}
        signers = self.signers()
        if self.goes("paper"):
            facts = {"lead": self.lead, "signers": signers}
            self.case = drafting.file_paper(by=self.office, **facts, **words, **self.now)
            return self.take_in()
        self.case = drafting.draft(lead=self.lead, by=self.lin, **words, **self.now)
        for mandate in signers:
            drafting.invite(self.case, mandate=mandate, by=self.lin, **self.now)
            drafting.answer_invitation(
                self.case, confirmed=True, seen=drafting.digest(self.case),
                by=mandate.person.user, **self.now,
            )  # fmt: skip
        drafting.submit(self.case, declared=True, by=self.lin, **self.now)
        return self.take_in()

    def take_in(self):
        from huiyin.law.profiles import profile_for
        from huiyin.suggestions.services import drafting, office

        by = {"by": self.office}
        if self.goes("improve") and not self.goes("paper"):
            office.improve(self.case, reason="请写明具体建议", **by, **self.now)
            drafting.submit(self.case, declared=True, by=self.lin, **self.now)
        if self.goes("decline"):
            reason = next(iter(profile_for("npc", self.day).decline_reasons))
            office.decline(self.case, reason=reason, **by, **self.now)
            return self.end("declined")
        office.accept(self.case, public=True, **by, **self.now)
        if self.goes("withdraw"):
            drafting.withdraw(self.case, by=self.lin, **self.now)
            return self.end("withdrawn")
        return None

    def end(self, how):
        self.floor.done[how] += 1
        self.case = None

    def given(self, case):
        from huiyin.suggestions.services import assigning

        waiting = self.floor.waiting
        if self.n % MERGE == 1 and waiting:
            self.mate = waiting.pop()
            assigning.merge(case, into=self.mate.case, by=self.office, **self.now)
            self.floor.done["merged"] += 1
        self.later(14)
        self.co = []
        if self.n % CO == 0:
            units = self.floor.units
            self.co = [
                units[(self.n * 7 + 1 + step) % len(units)] for step in range(1 + self.n % 2)
            ]
        self.assign(case, self.unit)
        if self.goes("return"):
            facts = {"reason": "不属于本单位职责", "basis": "三定规定"}
            by = self.floor.of("receiver", self.unit)
            assigning.ask_return(case, by=by, at=self.later(3), **facts)
            if self.goes("refuse"):
                assigning.refuse_return(case, reason="属于", by=self.office, at=self.later(2))
                return
            assigning.accept_return(case, by=self.office, at=self.later(2))
            units = self.floor.units
            self.unit = units[(self.n * 7 + 5) % len(units)]
            self.assign(case, self.unit)
            self.floor.done["returned"] += 1

    def assign(self, case, unit):
        from huiyin.suggestions.services import assigning

        co = [(each, "有关部分") for each in self.co if each != unit]
        facts = {"lead": unit, "lead_part": "主要部分", "co": co}
        assigning.assign(case, by=self.office, **facts, **self.now)

    # -- with the unit ---------------------------------------------------------------------

    def handle(self, case, unit):
        from huiyin.suggestions.services import extending, handling

        of = self.floor.of
        if not case.docket.moves.filter(verb="refuse_return").exists():
            handling.sign_for(case, by=of("receiver", unit), at=self.later(2))
        handling.start(case, by=of("handler", unit), at=self.later(1))
        for each in case.assignments.current().filter(role="co").select_related("organ"):
            by = of("handler", each.organ)
            handling.give_co_opinion(case, body="建议可行。", by=by, at=self.later(4))
        if self.goes("extend"):
            facts = {"ground": "wide", "reason": "涉及多部门"}
            facts["planned_on"] = extending.longest(case).due_on
            extending.ask_extension(case, by=of("handler", unit), at=self.later(40), **facts)
            extending.grant_extension(case, by=of("head", unit), at=self.later(2))
            self.floor.done["extended"] += 1
            self.later(50)
        if self.mate:  # handled together, answered each by itself
            self.mate.day = self.day
            self.mate.answer(self.mate.case, unit)
        self.answer(case, unit)
        self.judge(case, unit)

    def answer(self, case, unit):
        from huiyin.suggestions.services import handling

        of = self.floor.of
        when = self.later(10 + self.n % 30)
        note = {"mode": "phone", "note": "听取意见", "held_on": self.day}
        handling.log_contact(case, by=of("handler", unit), at=when, **note)
        promised = [("年内落实", self.day + timedelta(days=200))] if self.n % PROMISE == 0 else []
        facts = {
            "reply_class": "B" if promised else "A",
            "canonical": "committed" if promised else "solved",
            "body": f"代表：您提出的建议收悉。{self.text[1][:800]}",
            "contact_name": "承办人", "contact_phone": "010-00000000",
        }  # fmt: skip
        by = of("handler", unit)
        handling.draft_reply(case, commitments=promised, by=by, at=self.later(2), **facts)
        handling.issue(case, secrecy_reviewed="保密办", by=of("head", unit), at=self.later(3))

    def judge(self, case, unit):
        from huiyin.suggestions.services import office, rating

        if self.goes("carry"):
            office.carry_over(case, at=self.later(5))
            self.floor.done["carried_over"] += 1
        if self.goes("redo") or self.goes("dispute"):
            rating.rate(case, by=self.lin, at=self.later(5), **BAD)
            self.floor.done["redone"] += 1
            self.answer(case, unit)
        if self.goes("dispute"):
            rating.rate(case, by=self.lin, at=self.later(5), **BAD)
            met = {"mode": "meeting", "held_on": self.day, "people": "双方", "content": "达成一致"}
            office.convene(case, by=self.office, **met, **self.now)
            office.settle(case, reason="达成一致", by=self.office, at=self.later(1))
            self.floor.done["disputed"] += 1
        else:
            rating.rate(case, by=self.lin, at=self.later(5), **GOOD)
        if self.mate:
            rating.rate(self.mate.case, by=self.mate.lin, at=self.later(1), **GOOD)
            self.keep(self.mate.case, unit)
        self.keep(case, unit)

    def keep(self, case, unit):
        """Keep what the replies promised."""
        from huiyin.suggestions.services import rating

        for each in list(rating.open_commitments(case).select_related("reply__suggestion__docket")):
            facts = {"outcome": "kept", "evidence": "已经落实"}
            by = self.floor.of("handler", unit)
            rating.report(each, by=by, at=self.later(30), **facts)
            self.floor.done["promises"] += 1

    def in_parts(self):
        from huiyin.suggestions.services import assigning

        units = [self.unit, self.floor.units[(self.n * 7 + 3) % len(self.floor.units)]]
        parts = [(unit, f"第{place}部分") for place, unit in enumerate(units, 1)]
        made = assigning.split(self.case, parts=parts, by=self.office, at=self.later(14))
        given, self.co, ends = self.day, [], []
        for part, unit in zip(made, units, strict=True):
            self.day = given  # the units work side by side
            self.handle(part, unit)
            ends.append(self.day)
        self.day = max(ends)
        self.floor.done["in_parts"] += 1


def tell(floor, numbers, proposals, messages):
    """Drive the suggestions ``numbers``; every text is a real one, changed in its title only."""
    floor.waiting = []
    for number in numbers:
        title, body = proposals[number % len(proposals)]
        if number >= len(proposals):
            body = f"{messages[number % len(messages)]}\n{body[:1500]}"
        story = Story(floor, number, (f"{title}（{number}）", body))
        if number % MERGE == 0:
            story.hand_in()  # waits for the next one of its kind, and is handled with it
            if story.case is not None:
                floor.waiting.append(story)
            floor.done["suggestions"] += 1
            continue
        story.tell()
    while floor.waiting:
        story = floor.waiting.pop()
        story.given(story.case)
        story.handle(story.case, story.unit)


def put_bills(floor, numbers):
    """Put bills in the name of the smallest delegations, and turn a third into suggestions."""
    from collections import defaultdict

    members = defaultdict(list)
    for mandate in floor.deputies:
        members[mandate.delegation].append(mandate)
    return sum(_bill(floor, number, members) for number in numbers)


def _bill(floor, number, members):
    from huiyin.bills.services import committee, converting, drafting, session

    small = sorted(members, key=lambda name: (len(members[name]), name))[:4]
    delegation = members[small[number % len(small)]]
    lead, when = delegation[0], at(date(2026, 3, 6))
    text = {"kind": "other", "grounds": "代表和群众反映集中。", "plan": "请作出决定。"}
    bill = drafting.draft(
        lead=lead, title=f"议案{number}", by=lead.person.user, as_delegation=True, at=when, **text
    )
    drafting.ask_delegation(bill, by=lead.person.user, at=when)
    seen = drafting.digest(bill)
    for mandate in _most(bill, lead):
        by = mandate.person.user
        drafting.answer_invitation(bill, confirmed=True, seen=seen, by=by, at=when)
    facts = {"one_matter": True, "declared": True}
    drafting.file(bill, by=lead.person.user, at=when, **facts)
    clerk = floor.users["clerk-secretariat"]
    session.register(bill, public=True, by=clerk, at=when)
    session.screen(bill, committee=floor.committee, by=clerk, at=when)
    body = {"proposal": "committee", "body": "建议会后审议。"}
    session.give_opinion(bill, by=floor.users["clerk-special_committee"], at=when, **body)
    session.propose(bill, by=clerk, at=when, **body)
    if number % 3 == 0:
        converting.convert(bill, reason="宜作为建议办理", by=clerk, at=when)
        return 1
    committee.refer(bill, committee=floor.committee, by=clerk, at=when)
    return 1


def _most(bill, lead):
    """As many of the delegation as its majority needs."""
    sponsors = list(bill.sponsors.select_related("mandate__person__user").exclude(mandate=lead))
    return [each.mandate for each in sponsors][: len(sponsors) // 2 + 1]
