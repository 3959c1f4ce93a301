"""``python -m explorer.returns``, the former name of ``forms``: see explorer/__init__.py."""

import sys

from explorer import __main__
from explorer.core.command_line import Codes

if __name__ == "__main__":
    sys.exit(__main__.main(["forms", *sys.argv[1:]], Codes(at_fault=frozenset())))
