from django.db.models import Q

from huiyin.congresses.models import Seat
from huiyin.congresses.queries import deputy_affairs
from huiyin.procedure import registry
from huiyin.procedure.models import Docket, Link, Party


def holds(user, role, case):
    """Whether ``user`` (None for the platform) holds ``role`` in ``case``."""
    if role == "system":
        return user is None
    if user is None or not user.is_authenticated:
        return False
    return bool(registry.of(case.docket.kind).roles[role](user, case))


def open_steps(case, user):
    """Return the steps ``user`` may take now: exactly the buttons a page should show."""
    steps = registry.of(case.docket.kind).procedure.open_to(case.docket.state)
    roles = {step.by for step in steps} - {"system"}
    held = {role for role in sorted(roles) if holds(user, role, case)}
    return [step for step in steps if step.by in held]


def case_of(docket):
    return registry.of(docket.kind).find(docket)


def concerned(docket_id):
    """Ids of all users to be told of a case: its parties, those of what it grew out of, and
    those who hold it now."""
    own = Q(docket=docket_id)
    before = Q(docket__in=upstream([docket_id]))
    if not Docket.objects.filter(pk=docket_id, public=True).exists():
        # Anybody may follow a public message: only who wrote it is told of what is not public.
        before &= Q(role=Party.Role.AUTHOR)
    people = set(Party.objects.filter(own | before).values_list("user", flat=True))
    return people | at_desks(docket_id)


def inside(docket_id):
    """Ids of those concerned who have a part in a case: who raised it, and who works on it."""
    roles = (Party.Role.AUTHOR, Party.Role.DEPUTY, Party.Role.COSIGNER)
    parties = Party.objects.filter(docket=docket_id, role__in=roles)
    return set(parties.values_list("user", flat=True)) | at_desks(docket_id)


def outside(docket_id):
    """Ids of those concerned who only follow a case, or whose own it grew out of."""
    return concerned(docket_id) - inside(docket_id)


def upstream(docket_ids):
    """Ids of the dockets that those of ``docket_ids`` grew out of, however far back."""
    found, new = set(), set(docket_ids)
    while new:
        links = Link.objects.filter(target__in=new)
        new = set(links.values_list("source", flat=True)) - found
        found |= new
    return found


def at_desks(docket_id):
    """Ids of the users who hold a case now or sit in an office that has a part in it."""
    docket = Docket.objects.get(pk=docket_id)
    also = registry.of(docket.kind).also
    return set(_holders(docket)) | (set(also(case_of(docket))) if also else set())


def holding(docket_id):
    """Ids of the users who hold a case now."""
    return _holders(Docket.objects.get(pk=docket_id))


def _holders(docket):
    if docket.holder_user_id:
        return [docket.holder_user_id]
    return list(
        Seat.objects.filter(organ=docket.holder_organ_id).values_list("user", flat=True)
        if docket.holder_organ_id
        else []
    )


def seated(organ_id):
    """Ids of the users in an organ, to whom something is told when it leaves a case."""
    return list(Seat.objects.filter(organ=organ_id).values_list("user", flat=True))


def serving(docket_id):
    """Ids of the users in the organ that serves deputies in the congress of a case."""
    docket = Docket.objects.select_related("congress").get(pk=docket_id)
    return list(
        Seat.objects.filter(organ=deputy_affairs(docket.congress)).values_list("user", flat=True)
    )
