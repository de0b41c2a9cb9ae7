"""Eigen Taal: help information in people's own language, from YAML to site, paper, embeds and data."""

__version__ = "0.1.0"

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the texts; its words are in LICENSES/."""
