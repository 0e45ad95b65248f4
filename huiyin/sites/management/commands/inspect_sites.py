import json
import subprocess
import sys
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from huiyin.kit.progress import track
from huiyin.sites.inspecting import TOGETHER, forget, inspect, roll_up, waiting


class Command(BaseCommand):
    help = (
        "Inspect every site once a day: whether it is fresh, whole, answering and accessible."
        " Tells who answers for a site that fails. Safe to repeat. The last line is JSON."
    )

    def add_arguments(self, parser):
        parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")
        parser.add_argument("--share", metavar="N/OF", help="only this share; used by --jobs")

    def handle(self, *, jobs, share, **options):
        at = now()
        if jobs > 1 and not share:
            self._share_out(jobs)
        else:
            part, parts = (int(one) for one in (share or "1/1").split("/"))
            ids = waiting(part, parts)
            found = Counter()
            for results in track(
                inspect(ids, at=at), label="batches", total=-(-len(ids) // TOGETHER)
            ):
                found += results
        if not share:
            found = roll_up(localdate(at))
            forget(localdate(at))
        self.stdout.write(json.dumps({name: found[name] for name in ("red", "amber", "green")}))

    @staticmethod
    def _share_out(jobs):
        command = [sys.executable, sys.argv[0], "inspect_sites", "--share"]
        running = [
            subprocess.Popen([*command, f"{number}/{jobs}"], stdout=subprocess.DEVNULL)  # noqa: S603
            for number in range(1, jobs + 1)
        ]
        if failed := [one.args[-1] for one in running if one.wait()]:
            raise CommandError(f"these shares were not finished: {', '.join(failed)}")
