"""Earlier returns from the command line and from `round.toml`: where they are looked for, and what is said of bad ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from command_line import run

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Scope
from sheetcheck.grid import Workbook
from sheetcheck.returns import Return
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import Base, changed
from sheetcheck.testing.drawing import as_file
from sheetcheck.tidy import tidy, write_csv, write_jsonl, write_parquet

CATALOGUE = load_catalogue()
TRAINED = "06.vocational_trained total={} female=0"
CHANGED = ("P203", ["D10", "2023-H1/06331.xlsx!Biểu 06!D10"])


def drawn(unit: str = "06331", period: str = "2024-H1", trained: int | str = 40, scope: Scope = Scope.OWN) -> Workbook:
    return changed(CATALOGUE, Base(unit, period, TRAINED.format(trained) if len(unit) != 3 else "", scope))


def folder(path: Path, files: Mapping[str, Workbook | bytes]) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, made in files.items():
        (path / name).write_bytes(made if isinstance(made, bytes) else as_file(made))
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """One return with 40 persons trained."""
    return folder(tmp_path / "now", {"06331.xlsx": drawn()})


def checked(*words: str | Path) -> list[tuple[str, list[str], Mapping[str, object]]]:
    """Codes, cells and parameters of what comes of earlier returns."""
    said = run("check", *words, "--format", "json")
    assert said.returncode in (0, 1), said.stderr
    found = json.loads(said.stdout)["findings"]
    return [(one["code"], one["cells"], one["params"]) for one in found if one["code"][0] in "PU"]


def brief(found: list[tuple[str, list[str], Mapping[str, object]]]) -> list[tuple[str, list[str]]]:
    return [(code, cells) for code, cells, _ in found]


def test_without_earlier_returns_nothing_is_compared(inbox: Path) -> None:
    assert checked(inbox) == []


def test_a_folder_a_file_and_several(inbox: Path, tmp_path: Path) -> None:
    old = folder(tmp_path / "2023-H1", {"06331.xlsx": drawn(period="2023-H1", trained=90)})
    year = folder(tmp_path / "2023", {"06331.xlsx": drawn(period="2023")})
    assert brief(checked(inbox, "--previous", old)) == [CHANGED]
    assert brief(checked(inbox, "--previous", old / "06331.xlsx")) == [("P203", ["D10", "06331.xlsx!Biểu 06!D10"])]
    assert brief(checked(inbox, "--previous", old, "--previous", year)) == [CHANGED]
    assert brief(checked(inbox, "--previous", year)) == []  # it is compared with that year, and all is well


def test_a_round_is_its_inbox_and_names_its_previous_ones(tmp_path: Path) -> None:
    for period in ("2023-H1", "2024-H1"):
        assert run("init", tmp_path / period, "--district", "185", "--period", period).returncode == 0
    folder(tmp_path / "2023-H1" / "inbox", {"06331.xlsx": drawn(period="2023-H1", trained=90)})
    folder(tmp_path / "2024-H1" / "inbox", {"06331.xlsx": drawn()})
    settings = tmp_path / "2024-H1" / "round.toml"
    assert checked(tmp_path / "2024-H1") == []
    settings.write_text(settings.read_text(encoding="utf-8") + 'previous = "../2023-H1"\n', encoding="utf-8")
    assert brief(checked(tmp_path / "2024-H1")) == [CHANGED]
    other = folder(tmp_path / "other", {"06331.xlsx": drawn(period="2023-H1")})
    assert brief(checked(tmp_path / "2024-H1", "--previous", other)) == []  # in place of what the round names
    for wrong, told in (
        ('previous = "../2022"', "2022"),
        ("previous = 3", "round.toml"),
        ('previous = [""]', "round.toml"),
    ):
        settings.write_text(
            settings.read_text(encoding="utf-8").rsplit("previous", 1)[0] + f"{wrong}\n", encoding="utf-8"
        )
        said = run("check", tmp_path / "2024-H1")
        assert (said.returncode, told in said.stderr) == (2, True)


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}


@pytest.mark.parametrize("kind", WRITERS)
def test_tidy_data(inbox: Path, tmp_path: Path, kind: str) -> None:
    """Computed cells are in no export, and are worked out again: here the closing figure of the year before."""
    clubs = "10.sustainable_family_clubs opening=5 opened=2"
    old: list[Return] = [
        taken_in(CATALOGUE, "06331.xlsx", changed(CATALOGUE, Base("06331", "2023-H1", TRAINED.format(90)))),
        taken_in(CATALOGUE, "06331-year.xlsx", changed(CATALOGUE, Base("06331", "2023", clubs))),
    ]
    path = tmp_path / f"old.{kind}"
    path.write_bytes(WRITERS[kind](tidy(old, CATALOGUE.forms)))
    assert brief(checked(inbox, "--previous", path)) == [
        ("P203", ["D10", f"old.{kind}/06331.xlsx!Biểu 06!D10"]),
        ("P210", ["D9", f"old.{kind}/06331-year.xlsx!Biểu 10!G9"]),
    ]


def test_tidy_data_with_other_columns_are_refused(inbox: Path, tmp_path: Path) -> None:
    for text, told in (
        ("a,b\n1,2\n", "form"),
        ("form,row,column,value\nbdg_06,vocational_trained,total,3\n", "unit"),
        ("unit,period,form,row,column,value\n06331,2023-H9,bdg_06,vocational_trained,total,3\n", "2023-H9"),
    ):
        (tmp_path / "old.csv").write_text(text, encoding="utf-8")
        said = run("check", inbox, "--previous", tmp_path / "old.csv")
        assert (said.returncode, told in said.stderr, said.stdout) == (2, True, "")


def test_lines_that_belong_in_no_cell_are_counted(inbox: Path, tmp_path: Path) -> None:
    lines = [f"06331,2023-H1,bdg_06,{row},{column},90" for row, column in (
        ("vocational_trained", "total"), ("vocational_training", "total"), ("vocational_trained", "male"),
    )]  # fmt: skip
    (tmp_path / "old.csv").write_text("\n".join(["unit,period,form,row,column,value", *lines]), encoding="utf-8")
    (strange, *more) = checked(inbox, "--previous", tmp_path / "old.csv")
    assert strange[2] == {
        "other": "old.csv",
        "count": 2,
        "names": ["bdg_06.vocational_training.total", "bdg_06.vocational_trained.male"],
    }
    assert (strange[0], brief(more)) == ("P104", [("P203", ["D10", "old.csv!Biểu 06!D10"])])


def test_nothing_there_is_a_wrong_command(inbox: Path, tmp_path: Path) -> None:
    said = run("check", inbox, "--previous", tmp_path / "none")
    assert (said.returncode, "none" in said.stderr) == (2, True)


BAD = [
    # what lies in the earlier folder, and what is said of it
    ({}, [("P110", {"count": 0, "found": "trống"})]),
    ({"a.xlsx": drawn()}, [("P110", {"count": 1, "found": "xã 2024-H1"})]),
    ({"a.xlsx": drawn(period="2025-H1")}, [("P110", {"count": 1, "found": "xã 2025-H1"})]),
    ({"a.xlsx": drawn("185", "2023-H1")}, [("P110", {"count": 1, "found": "huyện 2023-H1"})]),
    ({"a.xlsx": drawn("06325", "2023-H1")}, [("P110", {"count": 1, "found": "xã 2023-H1"})]),
    ({"a.xlsx": b"xin chao"}, [("P101", {"other": "old/a.xlsx"}), ("P110", {"count": 0})]),
    (
        {"a.xlsx": drawn(period="2023-H1", trained=90), "b.xlsx": drawn(period="2023-H1", trained=91)},
        [("P102", {"unit": "06331", "when": "2023-H1", "files": ["old/a.xlsx", "old/b.xlsx"]}), ("P110", {"count": 2})],
    ),
    (
        {"a.xlsx": drawn(period="2023-H1", trained="nhiều")},
        [("P103", {"other": "old/a.xlsx", "count": 1, "cells": ["Biểu 06!D10"]})],
    ),
    (
        {"a.xlsx": drawn(period="2023-H1"), "b.xlsx": drawn("06325", "2023-H1"), "c.xlsx": drawn("185", "2023-H1")},
        [("P113", {"count": 2, "found": "xã 2023-H1; huyện 2023-H1"})],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), BAD)
def test_what_is_bad_about_earlier_returns_is_said_once(
    inbox: Path, tmp_path: Path, files: Mapping[str, Workbook | bytes], expected: list[tuple[str, Mapping[str, object]]]
) -> None:
    found = checked(inbox, "--previous", folder(tmp_path / "old", files))
    assert [
        (code, {key: params[key] for key in told}) for (code, _, params), (_, told) in zip(found, expected, strict=True)
    ] == [(code, told) for code, told in expected]


def test_units_without_an_earlier_return_are_counted(tmp_path: Path) -> None:
    now = folder(tmp_path / "now", {"a.xlsx": drawn(), "b.xlsx": drawn("06325")})
    old = folder(tmp_path / "old", {"a.xlsx": drawn(period="2023-H1")})
    assert checked(now, "--previous", old) == [("P111", [], {"count": 1, "units": ["06325"]})]


def test_a_unit_that_took_in_others_is_another_one(tmp_path: Path) -> None:
    """06337 was Đồng Ý commune until June 2025, and is Tân Tri since, with four more communes in it."""
    now = folder(tmp_path / "now", {"a.xlsx": drawn("06337", "2025", 90), "b.xlsx": drawn("03004", "2025", 90)})
    old = folder(tmp_path / "old", {"a.xlsx": drawn("06337", "2024", 40), "b.xlsx": drawn("03004", "2024", 40)})
    found = checked(now, "--previous", old)
    assert ("P112", [], {"count": 1, "units": ["06337"]}) in found
    assert [cells for code, cells, _ in found if code == "P203"] == [["D18", "old/b.xlsx!Biểu 06!D18"]]


def test_a_copy_is_told_once(tmp_path: Path) -> None:
    figures = f"{TRAINED.format(40)}; 01.docs_plan=1; 01.docs_decision=2; 01.docs_other=3; 01.inspections=1; 01.units_inspected=4"
    now = folder(tmp_path / "now", {"a.xlsx": changed(CATALOGUE, Base("06331", "2024-H1", figures))})
    old = folder(tmp_path / "old", {"a.xlsx": changed(CATALOGUE, Base("06331", "2023-H1", figures))})
    assert [code for code, *_ in checked(now, "--previous", old)] == ["P120"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "i P111  1 đơn vị không có báo cáo kỳ trước để so sánh: 06325"),
        ("en", "i P111  1 unit has no earlier return to be compared with: 06325"),
    ],
)
def test_what_is_told_of_the_batch_is_told_without_asking(tmp_path: Path, lang: str, said: str) -> None:
    now = folder(tmp_path / "now", {"a.xlsx": drawn(), "b.xlsx": drawn("06325")})
    old = folder(tmp_path / "old", {"a.xlsx": drawn(period="2023-H1")})
    told = run("check", now, "--previous", old, lang=lang)
    assert (told.returncode, said in told.stdout, "không phải báo cáo" in told.stdout) == (1, True, False)
