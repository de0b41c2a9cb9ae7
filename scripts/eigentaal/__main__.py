"""Lets `python -m eigentaal` do the same as the `eigentaal` command."""

import sys

from eigentaal.cli import command

sys.exit(command())
