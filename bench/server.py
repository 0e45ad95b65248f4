"""What a bench measures: the whole of production, started on loopback."""

from scripts.production import CONTROL, PRODUCTION, Production, production

__all__ = ["CONTROL", "PRODUCTION", "Production", "production"]
