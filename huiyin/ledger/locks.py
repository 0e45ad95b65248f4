"""A second lock under the append-only rule: the database itself refuses to change the record.

Whoever owns the tables can drop it; then the checkpoints still tell.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("ledger_leaf", "ledger_checkpoint")
REFUSAL = "the ledger is append-only"

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make UPDATE and DELETE on leaves and checkpoints fail with ``IntegrityError``."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
        for name, table, verb in _triggers(connection):
            cursor.execute(_statement(connection, name, table, verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table, _ in _triggers(connection):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(connection):
    verbs = ["UPDATE", "DELETE"]
    if connection.vendor == "postgresql":
        verbs.append("TRUNCATE")
    return [(f"{table}_no_{verb.lower()}", table, verb) for table in TABLES for verb in verbs]


def _statement(connection, name, table, verb):
    if connection.vendor == "postgresql":
        return (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
