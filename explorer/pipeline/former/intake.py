"""``python -m explorer.intake``, the former name of ``check`` and ``template``: see explorer/__init__.py."""

import sys

from explorer import __main__
from explorer.core.command_line import Codes

if __name__ == "__main__":
    sys.exit(__main__.main(sys.argv[1:], Codes(at_fault=frozenset())))
