"""Whether a server answers that it is ready: ``python -m deploy.ready 8501 --within 120``, for units and containers.

Asked of it by systemd before a start counts as done, by a container's health check, and by ``make serve``.
"""

import argparse
import http.client
import sys
import time

from explorer.core import settings

PAUSE, LONGEST = 0.25, 10.0  # seconds: between two questions, for one answer


def ready(port: int, within: float = 0.0, host: str = "127.0.0.1") -> bool:
    """Return whether /readyz answers 200 on a port, asked again for so many seconds; at least once."""
    until = time.monotonic() + within
    while not _answers(host, port):
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
    return True


def _answers(host: str, port: int) -> bool:
    line = http.client.HTTPConnection(host, port, timeout=LONGEST)
    try:
        own = settings.of("ALLOWED_HOSTS").partition(",")[0]
        line.request("GET", "/readyz", headers={"Host": own} if own else {})
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def main() -> int:
    """Return 0 where the server is ready, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m deploy.ready")
    parser.add_argument("port", type=int)
    parser.add_argument("--within", type=float, default=0.0)
    options = parser.parse_args()
    return 0 if ready(options.port, options.within) else 1


if __name__ == "__main__":
    sys.exit(main())
