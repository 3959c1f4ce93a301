"""Prepares a release as ``pipeline.publish.background`` does, on the small release's ground."""

import functools
import sys

from explorer.pipeline.publish import background, publishing
from tests.exports.office.office_files import ground

if __name__ == "__main__":
    publishing.prepare = functools.partial(publishing.prepare, ground=ground)
    sys.exit(background.main())
