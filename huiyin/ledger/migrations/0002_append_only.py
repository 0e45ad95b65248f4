from django.conf import settings
from django.db import migrations

from huiyin.ledger import locks


def lock(apps, schema_editor):
    if settings.LEDGER_LOCKED:
        locks.install(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """A later migration that alters these tables on SQLite must install the locks again."""

    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(lock, unlock)]
