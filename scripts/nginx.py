"""nginx with the very file of deploy/, on a free loopback port for as long as a ``with`` lasts.

Only addresses and folders are exchanged, each by its exact text: a line that is no longer in
the file is an error, so the file cannot drift away from what is tested.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from scripts import packages
from scripts.processes import end, ended_by_sigterm, free_port, listens, wait_until

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
#: What /etc/nginx/nginx.conf says around our file; everything it writes stays in our folder.
AROUND = """
{user}
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    types {{
        text/html html; text/css css; application/javascript js; image/svg+xml svg;
        image/png png; application/json json; font/woff2 woff2;
    }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/huiyin.conf;
}}
"""


@contextlib.contextmanager
def nginx(port, var, *, certificate=None):
    """Start nginx in front of the application and yield the address to visit.

    ``port``         where granian listens on loopback
    ``var``          HUIYIN_VAR: its ``static`` folder is served
    ``certificate``  (certificate file, key file) to serve HTTPS; plain HTTP without
    """
    folder = Path(tempfile.mkdtemp(prefix="huiyin-nginx-"))
    front = free_port()
    write(folder, front, port, var, certificate)
    with ended_by_sigterm(), (folder / "nginx.log").open("ab") as log:
        process = subprocess.Popen(
            [
                packages.nginx(),
                "-e",
                "stderr",
                "-c",
                folder / "nginx.conf",
                "-p",
                folder,
                "-g",
                "daemon off;",
            ],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            said = folder / "nginx.log"
            wait_until(
                lambda: listens(front),
                process,
                seconds=20,
                describe=lambda: said.read_text(errors="replace"),
            )
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{front}"
        finally:
            end(process, signal.SIGTERM)
            shutil.rmtree(folder, ignore_errors=True)


def write(folder, front, port, var, certificate):
    """Write the configuration into ``folder``: ours with its places exchanged, and around it."""
    site = exchange((DEPLOY / "nginx.conf").read_text(encoding="utf-8"), {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{port};",
        "/var/cache/nginx/huiyin": f"{folder}/cache",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "    listen [::]:80;\n": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{front}{' ssl http2' * bool(certificate)};",
        "    listen [::]:443 ssl http2;\n": "",
        "/etc/huiyin/tls/fullchain.pem;": f"{certificate[0]};" if certificate else "/dev/null;",
        "/etc/huiyin/tls/privkey.pem;": f"{certificate[1]};" if certificate else "/dev/null;",
        "/var/lib/huiyin/static/": f"{var}/static/",
        "/srv/huiyin/deploy/": f"{DEPLOY}/",
        "/etc/nginx/huiyin-proxy.conf": f"{DEPLOY}/huiyin-proxy.conf",
    })  # fmt: skip
    if not certificate:
        site = "\n".join(line for line in site.splitlines() if " ssl_certificate" not in line)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "huiyin.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(user=user, folder=folder), encoding="utf-8")


def exchange(text, places):
    for written, ours in places.items():
        if written not in text:
            raise ValueError(f"deploy/nginx.conf no longer says {written!r}")
        text = text.replace(written, ours)
    return text
