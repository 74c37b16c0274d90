"""Bytecode is kept beside the sources, whatever the environment says of it.

Workers, and the hundreds of processes that tests start, would each compile all that they import,
and pytest would rewrite the asserts of every test in each worker. This is imported before anything
of the package is.
"""

from __future__ import annotations

import os
import sys

if "PYTEST_VERSION" in os.environ:
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
