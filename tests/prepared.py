"""What hundreds of tests begin with: made once by the services, then written back as it was.

    keep(Cast)
    keep(gather, Cast)              # in a session's or module's fixture
    ...
    cast = prepared(Cast)
    chamber = prepared(gather, cast)

Making a chamber takes a thousand statements, its rows only one a table. Every test gets objects
of its own. Where anything stands otherwise in the database than when it was kept, or a test may
commit, the services make it.
"""

import pickle
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from io import BytesIO
from itertools import chain

from django.apps import apps
from django.db import connection, models, transaction

from huiyin.congresses.scope import within

_kept = {}
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)


@dataclass(frozen=True)
class Beginning:
    """``before`` the rows there were; ``statements`` that write the rest; its ``objects``.

    A statement is ``(sql, values, whether they are those of many)``.
    """

    upon: object
    before: dict
    statements: list
    objects: bytes


def keep(make, upon=None):
    """Let it make, upon what ``upon`` made, what ``prepared`` will write back; then undo it."""
    if make in _kept:
        return
    with transaction.atomic():
        given = _given(upon)
        before = _rows()
        with _elsewhere() as written:
            made = make(*given)
        statements = _changes(before, _rows()) + written
        _kept[make] = Beginning(upon, before, statements, _packed(made, *given))
        transaction.set_rollback(True)


def _given(upon):
    return [prepared(upon, *_given(_kept[upon].upon))] if upon else []


def prepared(make, *given):
    """Return what ``make`` makes of what this test was ``given``, in the database too.

    What was given is the same in what is returned.
    """
    kept = _kept.get(make)
    if not kept or not connection.in_atomic_block or not _as(kept.before):
        return make(*given)
    with connection.cursor() as cursor:
        for statement, values, many in kept.statements:
            (cursor.executemany if many else cursor.execute)(statement, values)
    return _unpacked(kept.objects, *given)


def begins(method):
    """Mark what many tests begin with: without further facts it is ``prepared``.

    ``keep`` takes what ``made`` of the method makes, within its congress's scope.
    """

    @wraps(method)
    def begun(self, **facts):
        return method(self, **facts) if facts else prepared(made, self)

    def made(self):
        with within(self.county):
            return method(self)

    begun.made = made
    return begun


# --- Rows ---------------------------------------------------------------------------------


@cache
def _tables():
    """``{table: columns of its key}`` of every model."""
    return {
        model._meta.db_table: [field.column for field in model._meta.pk_fields]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def _as(before):
    """Whether the database is as it was; tables that were empty are only counted, all at once."""
    counts = ", ".join(f"(SELECT COUNT(*) FROM {_names([table])})" for table in before)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        if cursor.fetchone() != tuple(len(rows) for _columns, rows in before.values()):
            return False
    filled = {table: was for table, was in before.items() if was[1]}
    return _rows(filled) == filled


def _rows(tables=None):
    """``{table: (columns, {key: row})}``, each value as the driver takes it; of all by default."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables or _tables():
            key = _tables()[table]
            cursor.execute(f"SELECT * FROM {_names([table])} ORDER BY {_names(key)}")
            columns = [one[0] for one in cursor.description]
            where = [columns.index(name) for name in key]
            found = {tuple(row[n] for n in where): tuple(row) for row in cursor.fetchall()}
            rows[table] = columns, found
    return rows


def _names(names):
    return ", ".join(map(connection.ops.quote_name, names))


def _changes(before, after):
    """Statements that lead from one state to the other; nothing of the first may be missing."""
    statements = []
    for table, (columns, rows) in after.items():
        was = before[table][1]
        assert was.keys() <= rows.keys(), f"{table} lost a row"
        old = [key for key, row in rows.items() if key in was and was[key] != row]
        new = [row for key, row in rows.items() if was.get(key) != row]
        if old:
            which = f"({_names(_tables()[table])}) IN (VALUES {_values(old)})"
            delete = f"DELETE FROM {_names([table])} WHERE {which}"
            statements.append((delete, [*chain(*old)], False))
        if new:
            into = f"{_names([table])} ({_names(columns)})"
            insert = f"INSERT INTO {into} VALUES {_values(new)}"
            statements.append((insert, [*chain(*new)], False))
    return statements


@contextmanager
def _elsewhere():
    """Yield the statements that meanwhile write to tables of no model, the word index."""
    written = []

    def watch(execute, sql, params, many, context):
        if (found := _WRITES.match(sql)) and found[1] not in _tables():
            written.append((sql, [*params] if many else params, many))
            params = written[-1][1]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def _values(rows):
    row = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return ", ".join([row] * len(rows))


# --- Objects ------------------------------------------------------------------------------


def _packed(made, *given):
    """Pickle what was made; what belongs to what was given as its place there."""
    places = {id(one): place for place, one in _places(given)}

    class Packer(pickle.Pickler):
        def persistent_id(self, one):
            return places.get(id(one))

    packed = BytesIO()
    Packer(packed).dump(made)
    return packed.getvalue()


def _unpacked(packed, *given):
    places = dict(_places(given))

    class Unpacker(pickle.Unpickler):
        def persistent_load(self, place):
            return places[place]

    return Unpacker(BytesIO(packed)).load()


def _places(given, place=""):
    """Yield (place, object) of everything given, and of the rows and things it holds by name."""
    for number, one in enumerate(given):
        yield f"{place}/{number}", one
        for name, value in vars(one).items():
            if isinstance(value, models.Model):
                yield f"{place}/{number}.{name}", value
            elif isinstance(value, list):
                rows = [(n, row) for n, row in enumerate(value) if isinstance(row, models.Model)]
                yield from ((f"{place}/{number}.{name}.{n}", row) for n, row in rows)
            elif hasattr(value, "__dict__"):
                yield from _places([value], f"{place}/{number}.{name}")
