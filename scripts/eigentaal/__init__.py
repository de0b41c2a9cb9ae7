"""Eigen Taal: help information in people's own language, from YAML to site, paper, embeds and data."""

__version__ = "0.1.0"
