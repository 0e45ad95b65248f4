from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from huiyin.procedure import registry

FOLDER = Path("docs/procedures")


class Command(BaseCommand):
    help = "Write docs/procedures/*.md from the tables; with --check, fail if they are stale."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        stale = []
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, proceeding in registry.kinds().items():
            page, path = _page(proceeding.procedure), FOLDER / f"{name}.md"
            if path.exists() and path.read_text() == page:
                continue
            stale.append(str(path))
            if not check:
                path.write_text(page)
        if check and stale:
            raise CommandError(f"stale: {', '.join(stale)}; run manage.py procedures")
        self.stdout.write(f"{len(registry.kinds())} procedures, {len(stale)} rewritten")


def _page(procedure):
    with override("zh-hans"):
        rows = "\n".join(
            f"| {step.source or '–'} | {step.verb} {step.label} | {step.target} | {step.by} "
            f"| {step.law} | {_names(step.starts)} | {_names(step.stops)} "
            f"| {_names(step.voids)} | {step.tells} |"
            for step in procedure.steps
        )
        arrows = "\n".join(
            f"    {step.source or '[*]'} --> {step.target}: {step.verb}" for step in procedure.steps
        )
        return (
            f"# {procedure.title} ({procedure.name})\n\n"
            f"{procedure.basis}\n\n"
            "Generated from the table in the code; do not edit. `practice` marks custom that no\n"
            "article names.\n\n"
            "| from | step | to | by | law | starts | stops | voids | tells |\n"
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
            f"{rows}\n\n```mermaid\nstateDiagram-v2\n{arrows}\n```\n"
        )


def _names(clocks):
    return ", ".join(clock.name for clock in clocks) or "–"
