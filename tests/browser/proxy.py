"""Debian's nginx before processes of the atlas, set up by deploy/nginx.conf, on this machine alone."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from reading import ROOT, healthy_soon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin")
AROUND = """
daemon off; worker_processes 1; pid nginx.pid; error_log error.log;
events {{ worker_connections 2048; }}
http {{
  log_format places "$cookie_atlas_visitor $upstream_addr"; access_log access.log places; default_type application/octet-stream;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
{site}
}}
"""


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def process(port: int, *options: str) -> subprocess.Popen[bytes]:
    """Start one process of the atlas as deploy/nginx.conf says."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true"]
    return subprocess.Popen(
        [*command, "--server.port", str(port), *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextlib.contextmanager
def behind_nginx(folder: Path, count: int = 2) -> Iterator[tuple[str, dict[int, subprocess.Popen[bytes]]]]:
    """Run that many processes behind nginx, in a folder of its own; give the address, and port → process."""
    ports, port = [free_port() for _ in range(count)], free_port()
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (first,) = re.findall(r"^ +server 127\.0\.0\.1:8501.*$", site, re.MULTILINE)
    site = re.sub(r"^ +server 127\.0\.0\.1:8502.*\n", "", site, flags=re.MULTILINE)
    site = site.replace(first, "\n".join(first.replace("8501", str(number)) for number in ports))
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
    site = site.replace(
        "access_log /var/log/nginx/atlas.log atlas;", "access_log atlas.log atlas; access_log access.log places;"
    )
    (folder / "nginx.conf").write_text(AROUND.format(site=site), encoding="utf-8")
    with contextlib.ExitStack() as running:
        processes = [running.enter_context(process(number)) for number in ports]
        for each in processes:
            running.callback(each.kill)
        command = [str(NGINX), "-p", str(folder), "-c", "nginx.conf"]
        nginx = running.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        running.callback(nginx.terminate)
        for number in (*ports, port):
            healthy_soon(f"http://127.0.0.1:{number}")
        time.sleep(0.2)
        yield f"http://127.0.0.1:{port}", dict(zip(ports, processes, strict=True))


def port_of(folder: Path, cookie: str) -> int:
    """Return the port of the process that answered a visitor last, by the log of nginx."""
    lines = (folder / "access.log").read_text(encoding="utf-8").splitlines()
    return int([line for line in lines if line.startswith(f"{cookie} ")][-1].rsplit(":", 1)[1])
