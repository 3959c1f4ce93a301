"""Serves the explorer with stand-ins for what checks and publishes; its pages look for new data each second."""

import sys

import stand_ins

from explorer import server, shell

if __name__ == "__main__":
    stand_ins.put_in()
    shell.LOOK_EVERY = 1
    sys.exit(server.main())
