"""Tools of others that tests read our files with: never in our own environment, and their absence is said aloud."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

SCHEMAS = Path(os.environ.get("EIGENTAAL_SCHEMAS", ROOT.parent / "shared/schemas"))
"""Where the schema of XLIFF stands, which isn't ours to publish."""


def python(package: str, what: str) -> str:
    """The Python of `tests/outside.txt`, which has this package; skips the test if it isn't there."""
    found = Path(os.environ.get("EIGENTAAL_OUTSIDE", ROOT / ".cache/outside")) / "bin/python"
    if not found.exists() or subprocess.run([found, "-c", f"import {package}"], capture_output=True).returncode:
        pytest.skip(f"{package} isn't here (make test installs it): {what} is NOT tested")
    return str(found)


def xliff_schema(folder: Path) -> Any:
    """The strict schema of XLIFF 1.2, with the one of the `xml:` names that it asks for; skips the test without it."""
    import xmlschema

    found = SCHEMAS / "xliff-core-1.2-strict.xsd"
    if not found.is_file():
        pytest.skip("the schema of XLIFF isn't here (EIGENTAAL_SCHEMAS): that our XLIFF is valid is NOT tested")
    (folder / "xml.xsd").write_text(XML_NAMES, encoding="utf-8")
    text = found.read_text(encoding="utf-8").lstrip().replace("http://www.w3.org/2001/xml.xsd", "xml.xsd")
    (folder / "xliff.xsd").write_text(text, encoding="utf-8")
    return xmlschema.XMLSchema(str(folder / "xliff.xsd"), allow="local")


def omegat(source: Path, folder: Path, memory: str = "") -> Path:
    """What OmegaT makes of an XLIFF file, translated with a `memory` of TMX; skips the test without OmegaT."""
    program = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not program.is_file() or shutil.which("java") is None:
        pytest.skip("OmegaT isn't here (Debian's package omegat): reading XLIFF with OmegaT is NOT tested")
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    shutil.copy(source, folder / "source")
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    if memory:
        (folder / "omegat/project_save.tmx").write_text(memory, encoding="utf-8")
    quiet = ("-Djava.awt.headless=true", f"-Duser.home={folder}")
    command = ["java", *quiet, "-jar", str(program), str(folder), "--mode=console-translate"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "target" / source.name


XML_NAMES = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:string"/>
  <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:string">
    <xs:enumeration value="default"/><xs:enumeration value="preserve"/>
  </xs:restriction></xs:simpleType></xs:attribute>
</xs:schema>
"""

PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>NL</source_lang><target_lang>AR</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""

MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
 creationtoolversion="3.6.0" segtype="paragraph" srclang="NL"/><body>
<tu><tuv lang="NL"><seg>{source}</seg></tuv><tuv lang="AR"><seg>{target}</seg></tuv></tu>
</body></tmx>
"""
