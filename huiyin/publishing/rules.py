"""Who is who in an article. The verbs each role may use are in ``procedure.py``.

Nobody judges what they wrote, nobody judges twice in a round, and who releases has neither
written it nor given the last judgement.
"""

from django.db.models import F
from django_scopes import scopes_disabled

from huiyin.congresses.models import Congress, Organ, Seat
from huiyin.congresses.queries import ASSIGNABLE, profile_keys, sits
from huiyin.law.profiles import rule
from huiyin.publishing.models import Duty, Review, Revision, Stage

Kind, Role, Level = Organ.Kind, Seat.Role, Congress.Level
#: Who reads first: in one's own office, or the press office of the congress it was handed to.
FIRST = (Role.REVIEWER, Role.HEAD)
FIRST_FOR_OTHERS = (Role.EDITOR, Role.REVIEWER, Role.HEAD)
#: Who leads the press; who answers for what the congress says; who puts it out.
SECOND_OFFICES = (Kind.NEWS, Kind.GENERAL_OFFICE, Kind.PRESIDIUM)
FINAL_OFFICES = (Kind.GENERAL_OFFICE, Kind.STANDING_COMMITTEE, Kind.PRESIDIUM)
RELEASE_OFFICES = (Kind.NEWS, Kind.GENERAL_OFFICE, Kind.PRESIDIUM)
RELEASERS = (Role.EDITOR, Role.CLERK, Role.HEAD)
#: Stages that are done by an office of the congress they were given to → its kinds, the roles.
OFFICES = {
    Stage.SECOND: (SECOND_OFFICES, FIRST),
    Stage.FINAL: (FINAL_OFFICES, (Role.HEAD,)),
    Stage.RELEASE: (RELEASE_OFFICES, RELEASERS),
}
#: Three powers apart from each other, and from what is published.
ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
#: What a profile may say of townships → the level that does each stage instead of its own.
CHAINS = {
    "own": {},
    "county": dict.fromkeys(Stage, Level.COUNTY),
    "county_province": {**dict.fromkeys(Stage, Level.COUNTY), Stage.RELEASE: Level.PROVINCE},
}


def duties(congress, day):
    """stage → the congress that does it for what ``congress`` writes, by its rule profile."""
    chain = CHAINS["own"]
    if congress.level == Level.TOWNSHIP:
        said = rule(profile_keys(congress), "township_publishing", day)
        chain = CHAINS[said or "own"]
    return {stage: congress for stage in Stage} | _above(congress, chain)


def _above(congress, chain):
    """Those stages of ``chain`` that a congress above does; one that is missing hands nothing."""
    if not chain:
        return {}
    by_level = {one.level: one for one in congress.lineage()}
    return {
        stage: by_level[level]
        for stage, level in chain.items()
        if stage != Stage.WRITE and level in by_level
    }


def congress_of(article, stage):
    """The congress that does ``stage`` of ``article``: it is set when the article is begun."""
    known = getattr(article, "duties_by_stage", None)
    if known is None:
        with scopes_disabled():  # a duty is scoped by who has it; here all of one article are asked
            rows = list(Duty.objects.filter(article=article).select_related("congress__area"))
        known = article.duties_by_stage = {one.stage: one.congress for one in rows}
    return known[stage]


def writers(article):
    """Ids of everybody who ever saved a version of it."""
    with scopes_disabled():  # whichever congress is asked from, all of one article count
        return set(Revision.objects.filter(article=article).values_list("by", flat=True))


def judges(article):
    """Ids of those who judged it in this round: nobody does so twice."""
    with scopes_disabled():
        rows = Review.objects.filter(article=article, round=F("article__round"))
        return set(rows.filter(outcome=Review.Outcome.PASSED).values_list("by", flat=True))


def may_write(user, congress):
    """Whether ``user`` writes for ``congress``: everybody at a desk but those of other bodies, and
    those who only run the machine, its security or its audit."""
    seats = Seat.objects.filter(user=user, congress=congress).exclude(role__in=ADMINS)
    return seats.exclude(organ__kind__in=ASSIGNABLE).exists()


def writer(user, article):
    """Somebody of the office it comes from."""
    seats = Seat.objects.filter(user=user, organ=article.organ_id).exclude(role__in=ADMINS)
    return seats.exists()


def first_reviewer(user, article):
    here = congress_of(article, Stage.FIRST)
    if here.pk == article.congress_id:
        seated = sits(user, here, organ=article.organ_id, roles=FIRST)
    else:
        seated = sits(user, here, kinds=SECOND_OFFICES, roles=FIRST_FOR_OTHERS)
    return seated and _apart(user, article)


def second_reviewer(user, article):
    return _serves(user, article, Stage.SECOND) and _apart(user, article)


def final_reviewer(user, article):
    """The head of the office that answers for what is made public."""
    return _serves(user, article, Stage.FINAL) and _apart(user, article)


def releaser(user, article):
    """Who puts it out: not who wrote any of it, nor who cleared it."""
    if not _serves(user, article, Stage.RELEASE):
        return False
    with scopes_disabled():
        cleared = Review.objects.filter(
            article=article, round=F("article__round"), stage=Stage.FINAL, by=user
        ).exists()
    return user.pk not in writers(article) and not cleared


def recaller(user, article):
    """Taking back must be quick: everybody who may release or clear for this congress may."""
    return any(_serves(user, article, stage) for stage in (Stage.RELEASE, Stage.FINAL))


def _serves(user, article, stage):
    kinds, roles = OFFICES[stage]
    return sits(user, congress_of(article, stage), kinds=kinds, roles=roles)


def _apart(user, article):
    return user.pk not in writers(article) and user.pk not in judges(article)


def reads(user, article):
    """Whether they may see what is not public of it, at whichever desk they work on it."""
    stages = {congress_of(article, stage).pk: congress_of(article, stage) for stage in Stage}
    return user.is_authenticated and any(works_on(user, article, one) for one in stages.values())


def works_on(user, article, here):
    """Whether it is their business, at the desk of ``here``, before it is public."""
    if article.congress_id == here.pk and writer(user, article):
        return True
    done_here = any(
        congress_of(article, stage).pk == here.pk for stage in Stage if stage != Stage.WRITE
    )
    return done_here and sits(user, here, kinds={*SECOND_OFFICES, *FINAL_OFFICES})


def _office(stage, kinds):
    """The organ that holds an article at ``stage``."""

    def held(article):
        here = congress_of(article, stage)
        if stage == Stage.FIRST and here.pk == article.congress_id:
            return article.organ
        organs = list(Organ.objects.filter(congress=here, kind__in=kinds))
        return min(organs, key=lambda one: (kinds.index(one.kind), one.pk), default=None)

    return held


ROLES = {
    "writer": writer,
    "first_reviewer": first_reviewer,
    "second_reviewer": second_reviewer,
    "final_reviewer": final_reviewer,
    "releaser": releaser,
    "recaller": recaller,
}
HOLDERS = {
    "writer": lambda article: article.organ,
    "first_reviewer": _office(Stage.FIRST, SECOND_OFFICES),
    "second_reviewer": _office(Stage.SECOND, SECOND_OFFICES),
    "final_reviewer": _office(Stage.FINAL, FINAL_OFFICES),
    "releaser": _office(Stage.RELEASE, RELEASE_OFFICES),
}
