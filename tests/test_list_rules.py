"""Rules over the records of lists: what an author may get wrong, each with file and code."""

import shutil
from pathlib import Path

import pytest

from sheetcheck.catalogue import bundled, read_catalogue
from sheetcheck.text import LANGUAGES

CLASSES = "sum(bdg_12.sessions) filter (where bdg_12.activity_type = 'day_nghe')"
UNIQUE = "unique: {by: [doc_number, issue_date, issuer]}"
ONCE = 'per: [doc_number, issue_date, issuer]\n    check: "count(*) <= 1"'
MISTAKES = [
    ("06", CLASSES, "sum(bdg_12.session)", "D109", "bdg_12.session"),
    ("06", CLASSES, "sum(bdg_12.sessions) filter (where bdg_12.type = 'day_nghe')", "D109", "bdg_12.type"),
    ("06", CLASSES, "sum(bdg_99.sessions)", "D170", "bdg_99.sessions"),
    ("06", CLASSES, "sum(bdg_01.value)", "D170", "bdg_01.value"),
    ("06", CLASSES, "sum(total)", "D170", "total"),
    ("06", CLASSES, "count(*)", "D170", "count(*)"),
    ("06", CLASSES, "sum(bdg_12.title)", "D171", "bdg_12.title"),
    ("06", CLASSES, "sum(bdg_12.start_date)", "D171", "bdg_12.start_date"),
    ("06", CLASSES, "sum(bdg_01.docs_plan.value)", "D110", "bdg_01.docs_plan.value"),
    ("06", "vocational_classes.value = sum", "female = sum", "D110", "female"),
    ("06", "vocational_classes.value = sum", "vocational_class.value = sum", "D109", "vocational_class"),
    ("02", UNIQUE, ONCE.replace("issuer", "office"), "D109", "office"),
    ("02", UNIQUE, ONCE.replace("count(*) <= 1", "issuer <> 'x'"), "D172", ""),
    ("02", UNIQUE, ONCE.replace("count(*)", "count(bdg_12.title)"), "D172", ""),
    ("02", UNIQUE, ONCE.replace("<= 1", "<= bdg_01.docs_plan.value"), "D172", ""),
    ("06", f'check: "vocational_classes.value = {CLASSES}"', 'per: [title]\n    check: "count(bdg_12.title) > 0"', "D172", ""),
]  # fmt: skip


def mistakes(folder: Path, file: str, old: str, new: str) -> list[tuple[str, str]]:
    """Codes and what is named, after one replacement in one file."""
    shutil.copytree(Path(str(bundled("schemas"))), folder / "schemas", ignore=shutil.ignore_patterns("units"))
    path = folder / "schemas" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    _, found = read_catalogue(folder / "schemas")
    for one in found:
        assert (one.file, int(str(one.params["line"])) >= 1) == (file, True)
    return [(one.code, str(one.params.get("name") or one.params.get("problem") or "")) for one in found]


@pytest.mark.parametrize(("form", "old", "new", "code", "named"), MISTAKES)
def test_a_mistake_is_told(tmp_path: Path, form: str, old: str, new: str, code: str, named: str) -> None:
    found = mistakes(tmp_path, f"forms/bdg_{form}.yaml", old, new)
    assert [(one, named in what) for one, what in found] == [(code, True)]


def test_a_rule_of_every_form_has_no_records(tmp_path: Path) -> None:
    check = "part_whole: {part: female, whole: total, unless_zero: true}"
    found = mistakes(tmp_path / "count", "rules.yaml", check, 'check: "count(*) > 0"')
    assert ("D170", "count(*)") in found
    assert {code for code, _ in found} == {"D133", "D170"}  # its sentences quote what is no longer there
    assert mistakes(tmp_path / "per", "rules.yaml", check, f"per: [total]\n    {check}") == [("D172", "")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_takes_no_records_together(tmp_path: Path, language: str) -> None:
    found = mistakes(
        tmp_path, "forms/bdg_01.yaml", 'computed: "docs_plan + docs_decision + docs_other"', 'computed: "count(*)"'
    )
    assert [code for code, _ in found] == ["D110"]
    assert {"vi": "chỉ dùng được trong quy tắc", "en": "which only a rule may do"}[language] in found[0][1]
