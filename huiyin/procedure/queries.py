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
    upstream = list(Link.objects.filter(target=docket_id).values_list("source", flat=True))
    people = set(
        Party.objects.filter(docket__in=[docket_id, *upstream]).values_list("user", flat=True)
    )
    docket = Docket.objects.get(pk=docket_id)
    if also := registry.of(docket.kind).also:
        people |= set(also(case_of(docket)))
    return people | set(_holders(docket))


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


def serving(docket_id):
    """Ids of the users in the organ that serves deputies in the congress of a case."""
    docket = Docket.objects.select_related("congress").get(pk=docket_id)
    return list(
        Seat.objects.filter(organ=deputy_affairs(docket.congress)).values_list("user", flat=True)
    )
