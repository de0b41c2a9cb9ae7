"""Folders on paper: what of a page goes on which format, made with Typst, and kept track of after it is printed."""
