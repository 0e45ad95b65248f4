"""The vocabulary procedures are written in. Pure data: no Django, no database."""

from dataclasses import dataclass, field

from huiyin.law.vocabulary import EVENTS

#: Article given where no article names the step: custom, visible as such.
PRACTICE = "practice"


class NotLawful(Exception):
    """No such step leaves the state the case is in now."""

    def __init__(self, procedure, verb, state):
        super().__init__(f"{procedure}: no step {verb!r} from {state!r}")
        self.procedure, self.verb, self.state = procedure, verb, state


class Incomplete(ValueError):
    """The step is lawful and theirs, but something the law or the form asks for is missing."""


@dataclass(frozen=True)
class Clock:
    """A running period. ``term`` names it in the rule profiles; no days are written here.

    ``after``  the clock it takes over from: it is counted from the day that one started
    """

    name: str
    term: str
    label: object
    after: str = ""


@dataclass(frozen=True)
class Step:
    """One lawful step.

    ``source``  state it leaves; ``target`` state it reaches
    ``by``      role that may take it; ``law`` its article, or ``practice``
    ``says``    what the people concerned are told, with named placeholders
    ``events``  what it is in the words of the rule profiles: a clock whose profile counts it from
                another event does not start here; () starts every clock
    ``starts``  clocks it starts, as far as the profile knows them
    ``stops``   clocks it meets; ``voids`` those that end without having been met; one it both
                starts and stops is met at once
    ``holder``  role that holds the matter afterwards; "" leaves it where it is
    ``tells``   "everyone" concerned; only the "holder" for steps inside an office; or the "desk":
                the holder and all offices with a part in it
    ``heard``   said instead of ``says`` to whoever only follows it, where ``says`` gives a reason
                that is for those with a part in it
    """

    verb: str
    source: str
    target: str
    by: str
    law: str
    label: object
    says: object
    starts: tuple[Clock, ...] = ()
    stops: tuple[Clock, ...] = ()
    voids: tuple[Clock, ...] = ()
    holder: str = ""
    tells: str = "everyone"
    events: tuple[str, ...] = ()
    heard: object = ""


#: Who may be told of a step, and the audience of its notice.
AUDIENCES = {"everyone": "docket", "holder": "holder", "desk": "desk"}
#: What a step's notice without its reason is called besides.
HEARD = ".heard"


def steps(verb, sources, target=None, **fields):
    """Return the same step from each of ``sources``; without ``target`` it leads nowhere else."""
    return tuple(
        Step(verb, source, source if target is None else target, **fields) for source in sources
    )


@dataclass(frozen=True)
class Procedure:
    """All lawful steps of one kind of case. Proves itself when it is made.

    ``fruitless``  final states that leave undone what the case grew out of
    ``private``    the title is somebody's own words: no move keeps it, so that nothing personal
                   stands where nothing is ever changed
    """

    name: str
    title: object
    steps: tuple[Step, ...]
    initial: str
    final: frozenset = frozenset()
    fruitless: frozenset = frozenset()
    private: bool = False
    basis: str = ""
    states: tuple = field(default=())

    def __post_init__(self):
        self._check_verbs()
        self._check_reachable()
        self._check_clocks()

    def step(self, verb, state):
        """Return the step ``verb`` from ``state``, or raise ``NotLawful``."""
        for step in self.steps:
            if step.verb == verb and step.source == state:
                return step
        raise NotLawful(self.name, verb, state)

    def open_to(self, state):
        """Return the steps that leave ``state``."""
        return [step for step in self.steps if step.source == state]

    @property
    def clocks(self):
        return {clock.name: clock for step in self.steps for clock in step.starts}

    def _check_verbs(self):
        seen = set()
        for step in self.steps:
            if (step.verb, step.source) in seen:
                raise ValueError(f"{self.name}: {step.verb} from {step.source} stands twice")
            seen.add((step.verb, step.source))
            if not step.law:
                raise ValueError(f"{self.name}: {step.verb} names neither article nor practice")
            if step.tells not in AUDIENCES:
                raise ValueError(f"{self.name}: {step.verb} tells {step.tells!r}")
            if unknown := set(step.events) - set(EVENTS):
                raise ValueError(f"{self.name}: {step.verb} is no event {sorted(unknown)}")

    def _check_reachable(self):
        reached, before = {self.initial}, None
        while before != reached:
            before = set(reached)
            reached |= {step.target for step in self.steps if step.source in before}
        named = {s.source for s in self.steps} | {s.target for s in self.steps} | set(self.states)
        if lost := named - reached:
            raise ValueError(f"{self.name}: never reached: {sorted(lost)}")
        stuck = reached - {s.source for s in self.steps} - set(self.final)
        if stuck:
            raise ValueError(f"{self.name}: no way out of {sorted(stuck)}")

    def _check_clocks(self):
        for name in self.clocks:
            if not any(clock.name == name for step in self.steps for clock in step.stops):
                raise ValueError(f"{self.name}: clock {name} is never stopped")
