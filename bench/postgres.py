"""The database of a bench: durable unless it says otherwise, as production has it."""

from scripts.postgres import Cluster, NoPostgres, postgres

__all__ = ["Cluster", "NoPostgres", "postgres"]
