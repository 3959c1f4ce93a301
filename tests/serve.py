"""Serves the explorer; releases are prepared on the small ground, and its pages look for new data each second."""

import sys

from explorer import apart, server, shell

if __name__ == "__main__":
    apart.prepare.__kwdefaults__["command"] = (sys.executable, "tests/prepare_small.py")
    shell.LOOK_EVERY = 1
    sys.exit(server.main())
