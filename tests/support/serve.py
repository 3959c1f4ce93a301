"""Serves the explorer; releases are prepared on the small ground, and its pages look for new data each second."""

import sys

from explorer import server
from explorer.pipeline.publish import background
from explorer.web.frame import first

if __name__ == "__main__":
    background.prepare.__kwdefaults__["command"] = (sys.executable, "-m", "tests.support.prepare_small")
    first.LOOK_EVERY = 1
    sys.exit(server.main())
