"""Workbooks as LibreOffice saves them after it has worked out every formula anew, many in one start."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

# Without this LibreOffice believes the values that are stored beside the formulas.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_AT_ONCE = 100
"""LibreOffice 7.4 stops after 247 files, and says nothing."""


XLSX = "xlsx:Calc MS Excel 2007 XML"


def recalculated(workbooks: Mapping[str, bytes], folder: Path, form: str = XLSX) -> Mapping[str, Path]:
    """The saved files by the names of the workbooks; `form` is what LibreOffice calls the format."""
    files = {name: folder / f"{number}.xlsx" for number, name in enumerate(workbooks)}
    for name, path in files.items():
        path.write_bytes(workbooks[name])
    paths = list(files.values())
    batches = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(partial(_convert, form=form), batches))
    saved = {name: folder / "out" / f"{path.stem}.{form.partition(':')[0]}" for name, path in files.items()}
    assert [name for name, path in saved.items() if not path.exists()] == []
    return saved


def _convert(files: Sequence[Path], form: str) -> None:
    """One start of LibreOffice, with settings of its own."""
    folder = files[0].parent
    profile = folder / f"profile-{files[0].stem}"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS)
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
               form, "--outdir", str(folder / "out"), *map(str, files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)
