"""``python -m explorer.release``, the former name of the commands of releases: see explorer/__init__.py."""

import sys

from explorer import __main__
from explorer.core.command_line import TROUBLE, Codes

if __name__ == "__main__":
    sys.exit(__main__.main(sys.argv[1:], Codes(TROUBLE, at_fault=frozenset())))
