"""The restore drill of the deployment page: last night's dump, read back and verified."""

import re

import pytest

from scripts.postgres import postgres
from scripts.production import PRODUCTION, environment
from scripts.server import manage

CAST = "from tests.cast import Cast; Cast()"
#: Somebody with the rights of the superuser makes a number of the record say something else.
FORGERY = 'update procedure_move set facts = \'{"number": "9"}\''


@pytest.mark.postgres
def test_a_dump_restored_beside_the_original_verifies_and_a_forged_one_does_not(tmp_path):
    with postgres() as cluster:
        variables = {**environment(cluster.url, tmp_path), "HUIYIN_WITNESS_DIR": ""}

        def run(*arguments, database="huiyin"):
            url = re.sub(r"huiyin$", database, cluster.url)
            here = {**variables, "HUIYIN_DATABASE_URL": url}
            return manage(*arguments, settings=PRODUCTION, environment=here)

        run("migrate", "--verbosity=0")
        run("shell", "--command", CAST)
        run("checkpoint", "--all")
        leaves = cluster.sql("select count(*) from ledger_leaf")
        assert int(leaves) > 0

        dump = cluster.folder / "night.dump"
        cluster.run("pg_dump", "--format=custom", f"--file={dump}", "huiyin")
        cluster.run("createdb", "drill", "--template=template0", "--encoding=UTF8")
        cluster.run("pg_restore", "--dbname=drill", "--exit-on-error", dump)

        assert cluster.sql("select count(*) from ledger_leaf", "drill") == leaves
        assert "logs verified, no problems" in run("verify_ledger", database="drill")
        cluster.sql(FORGERY, "drill")
        with pytest.raises(RuntimeError, match="the record was tampered with or damaged"):
            run("verify_ledger", database="drill")
