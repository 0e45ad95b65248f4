"""Writing one row by a statement that is put together once for its table.

An act writes half a dozen rows. Django puts each statement together anew, which takes longer than
the database needs for it; here it is remembered, and only the values are prepared.
"""

from functools import cache

from django.db import connection, transaction


def insert(row):
    """Write a new row, of a table with a key of its own making; sets the key."""
    row._prepare_related_fields_for_save(operation_name="save")
    statement, fields = _insertion(type(row), connection.vendor)
    values = [each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields]
    with transaction.mark_for_rollback_on_error(using="default"), connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, "default"
    return row


def update(row, *names):
    """Write the fields of a row that are called so, without asking what else it holds."""
    statement, fields = _updating(type(row), names, connection.vendor)
    values = [each.get_db_prep_save(each.pre_save(row, False), connection) for each in fields]
    with transaction.mark_for_rollback_on_error(using="default"), connection.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk])


@cache
def _insertion(model, _vendor):
    fields = [each for each in model._meta.concrete_fields if each is not model._meta.pk]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}", fields  # noqa: S608


@cache
def _updating(model, names, _vendor):
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(each.column)} = %s" for each in fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"UPDATE {table} SET {sets} WHERE {key} = %s", fields  # noqa: S608
