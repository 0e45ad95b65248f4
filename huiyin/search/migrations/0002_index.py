"""The word index beside the entries: a table each database has its own sort of."""

from django.db import migrations

CREATE = {
    "postgresql": [
        # No foreign key: only ``engines`` writes here, beside the entry, and a key would keep
        # the entries from being truncated.
        "CREATE TABLE search_index (entry_id bigint NOT NULL, words tsvector NOT NULL)",
        # Phrases are checked on the rows: unpacking them would cost more than reading them.
        "ALTER TABLE search_index ALTER words SET STORAGE EXTERNAL",
        # Without its list of pending rows: every search, of 48 words at once, would read it whole.
        "CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = off)",
        "CREATE INDEX search_index_entry ON search_index (entry_id)",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE search_index USING fts5"
        " (words, marks, content='', tokenize=\"ascii tokenchars '@_|'\")",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
