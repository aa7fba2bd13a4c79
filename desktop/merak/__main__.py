"""`python -m merak` is the same as the command `merak`."""

import sys

from merak.cli import main

if __name__ == "__main__":
    sys.exit(main())
