"""Figures the product is held to, each measured by one module with a ``run()``.

A bench is a module of this package with

    \"\"\"One line: what is measured.\"\"\"
    LIMITS = {"p99_ms": ("<", 1000)}
    def run() -> dict: ...          # its figures

``make bench NAME=x`` runs it, prints one JSON object as its last line and exits 0 only when
every limit is reached. Everything a bench starts listens on loopback and ends with it.
"""
