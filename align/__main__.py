"""`python -m align` is the same as `align`."""

import sys

from align.cli.main import main

sys.exit(main())
