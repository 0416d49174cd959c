"""A broken register: every line that is wrong is shown with its file, and no question gets a wrong answer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
import small_schemas
from command_line import Said, run

from sheetcheck.errors import DefinitionError
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.units import NATION, Register, load_register
from sheetcheck.units.faults import register_faults

pytestmark = pytest.mark.usefixtures("without_solver")

HEADER = "code,level,type,name_vi,name_en,parent,valid_from,valid_to,successors,share_known"
PROVINCE = "20,province,tinh,Tỉnh Lạng Sơn,Lang Son province,,2008-01-01,,,0"
DISTRICT = "185,district,huyen,Huyện Bắc Sơn,Bac Son district,20,2008-01-01,2025-06-30,,0"
OLD = "06331,commune,xa,Xã Vạn Thủy,Van Thuy commune,185,2008-01-01,2025-06-30,06337,1"
NEW = "06337,commune,xa,Xã Tân Tri,Tan Tri commune,20,2025-07-01,,,0"
DAY = date(2025, 6, 30)
PROJECT = Path(__file__).parents[1]


def written(folder: Path, communes: list[str], header: str = HEADER) -> Path:
    """A small register in which the communes are as given."""
    folder.mkdir(exist_ok=True)
    for name, lines in (("provinces.csv", [PROVINCE]), ("districts.csv", [DISTRICT]), ("communes.csv", communes)):
        text = "\n".join((header if name == "communes.csv" else HEADER, *lines, ""))
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_ships_is_sound() -> None:
    assert register_faults(PROJECT / "schemas" / "units") == ()


def test_the_small_register_is_sound(tmp_path: Path) -> None:
    assert register_faults(written(tmp_path, [OLD, NEW])) == ()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("Xã Vạn Thủy,", "Xã Vạn Thủy, Bắc Sơn,", ["D301"]),
        (",06337,1", ",06337", ["D301"]),
        ("06331,", "6331,", ["D304"]),
        ("06331,", "٠٦٣٣١,", ["D304"]),
        (",commune,", ",district,", ["D305"]),
        (",xa,", ",lang,", ["D305"]),
        (",xa,", ",tinh,", ["D305", "D315"]),
        (",06337,1", ",06337,yes", ["D305"]),
        ("2025-06-30", "30/06/2025", ["D306"]),
        ("2025-06-30", "2025-06-31", ["D306"]),
        ("2025-06-30", "20250630", ["D306"]),
        ("2008-01-01", "", ["D306"]),
        ("2008-01-01", "2025-07-01", ["D307", "D310"]),
        (",185,", ",99,", ["D310"]),
        (",185,", ",,", ["D310"]),
        (",185,", ",06337,", ["D310"]),
        (",06337,", ",06338,", ["D311"]),
        (",2025-06-30,06337,", ",2024-06-30,06337,", ["D311"]),
        (",185,2008-01-01,2025-06-30,", ",20,2008-01-01,,", ["D312"]),
        (",06337,1", ",06337,0", ["D313"]),
        (",06337,1", ",,1", ["D313"]),
        (",06337,1", ",06337;06337,1", ["D313"]),
        (",xa,", ",phuong,", ["D315"]),
        ("Xã Vạn Thủy", "Vạn Thủy", ["D315"]),
    ],
)
def test_what_is_wrong_with_a_line(tmp_path: Path, old: str, new: str, codes: list[str]) -> None:
    assert old in OLD
    found = register_faults(written(tmp_path, [OLD.replace(old, new), NEW]))
    assert [one.code for one in found] == codes
    assert {(one.file, one.params["line"]) for one in found} == {("units/communes.csv", 2)}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([OLD, OLD, NEW], [("D308", 3)]),
        ([OLD, NEW, NEW.replace("2025-07-01", "2026-01-01")], [("D309", 4)]),
        ([OLD, NEW, "06338,commune"], [("D301", 4)]),
        ([NEW, OLD], [("D314", 3)]),
        ([OLD, NEW, ""], [("D301", 4)]),
        ([OLD.replace("-30,", "-31,"), "x", NEW.replace("06337", "6337")], [("D306", 2), ("D301", 3), ("D304", 4)]),
        ([OLD], [("D311", 2)]),
        ([OLD, NEW[:-2]], [("D301", 3)]),  # whether a broken line's unit is there cannot be said
    ],
)
def test_every_line_in_question_is_named(tmp_path: Path, lines: list[str], said: list[tuple[str, int]]) -> None:
    assert [(one.code, one.params["line"]) for one in register_faults(written(tmp_path, lines))] == said


@pytest.mark.parametrize("header", ["", f"\ufeff{HEADER}", HEADER.replace("code,level", "level,code")])
def test_another_header_is_refused(tmp_path: Path, header: str) -> None:
    folder = written(tmp_path, [OLD, NEW], header)
    assert [one.code for one in register_faults(folder)] == ["D303"]
    with pytest.raises(DefinitionError):
        load_register(folder).get("06331", DAY)


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [("utf-16-le", {"D302", "D303"}), ("cp1258", {"D302"})],  # what Excel calls Unicode text, and CSV in Vietnam
)
def test_bytes_that_are_not_utf_8(tmp_path: Path, encoding: str, codes: set[str]) -> None:
    folder = written(tmp_path, [OLD, NEW])
    content = f"{HEADER}\n{OLD}\n{NEW}\n".encode(encoding, "replace")
    (folder / "communes.csv").write_bytes(content)
    assert {one.code for one in register_faults(folder)} >= codes
    with pytest.raises(DefinitionError):
        load_register(folder).find("van thuy", DAY)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (written(tmp_path, [OLD, NEW]) / "districts.csv").unlink()
    found = register_faults(tmp_path)
    assert [(one.code, one.file) for one in found] == [("D310", "units/communes.csv"), ("D116", "units/districts.csv")]


QUESTIONS: dict[str, Callable[[Register], object]] = {
    "get": lambda register: register.get("06331", DAY),
    "ever": lambda register: register.ever("06331"),
    "children": lambda register: register.children(NATION, DAY, Level.COMMUNE),
    "find": lambda register: register.find("van thuy", DAY),
    "names": lambda register: register.names(),
    "province of": lambda register: register.province_of("06331", DAY),
    "state": lambda register: register.state,
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("fields", [9, 4, 1, 0])
def test_a_question_to_a_register_with_half_a_line_names_it(
    tmp_path: Path, ask: Callable[[Register], object], fields: int
) -> None:
    register = load_register(written(tmp_path, [",".join(OLD.split(",")[:fields]), NEW]))
    with pytest.raises(DefinitionError) as caught:
        ask(register)
    assert said_of(caught.value) == [("D301", "units/communes.csv", 2)]


@pytest.mark.parametrize("ask", [QUESTIONS[name] for name in ("get", "ever", "children", "find", "province of")])
@pytest.mark.parametrize(
    ("old", "new", "code"), [("-30,", "-31,", "D306"), (",xa,", ",lang,", "D305"), ("commune,xa", "x,xa", "D305")]
)
def test_a_line_that_cannot_be_a_unit_is_named_when_it_is_met(
    tmp_path: Path, ask: Callable[[Register], object], old: str, new: str, code: str
) -> None:
    register = load_register(written(tmp_path, [OLD.replace(old, new), NEW]))
    with pytest.raises(DefinitionError) as caught:
        ask(register)
    assert said_of(caught.value) == [(code, "units/communes.csv", 2)]


def said_of(error: DefinitionError) -> list[tuple[str, str, object]]:
    return [(one.code, one.file, one.params["line"]) for one in cast("tuple[Finding, ...]", error.findings)]


def test_a_line_out_of_order_is_refused_and_not_overlooked(tmp_path: Path) -> None:
    register = load_register(written(tmp_path, [NEW, OLD]))
    with pytest.raises(DefinitionError) as caught:
        register.get("06331", DAY)
    assert said_of(caught.value) == [("D314", "units/communes.csv", 3)]


def test_a_unit_that_lies_in_itself_ends_no_question_in_a_circle(tmp_path: Path) -> None:
    written(tmp_path, [OLD, NEW])
    (tmp_path / "districts.csv").write_text(f"{HEADER}\n{DISTRICT.replace(',20,', ',185,')}\n", encoding="utf-8")
    register = load_register(tmp_path)
    assert register.children("185", DAY, Level.COMMUNE) == register.ever("06331")
    assert register.province_of("06331", DAY) is None
    assert [one.code for one in register_faults(tmp_path)] == ["D310"]


COMMANDS: list[list[str]] = [
    ["units", "find", "van thuy"],
    ["units", "show", "06331"],
    ["units", "list", "--province", "20"],
    ["units", "history", "06331"],
    ["units", "export"],
    ["template", "--level", "commune", "--period", "2024-H1", "--unit", "06331", "-o", "x.xlsx"],
    ["template", "--level", "commune", "--period", "2024-H1", "--units", "round/units.csv", "-o", "x"],
    ["init", "r", "--district", "185", "--period", "2024-H1"],
    ["template", "round"],
    ["check", "round"],
    ["merge", "round"],
    ["export", "round", "-o", "x.csv"],
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[str], Said]]:
    """What the commands of a copy of the package say when one line of its register is broken."""
    root = tmp_path_factory.mktemp("broken")
    for name in ("sheetcheck", "schemas"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "setup.cfg").touch()
    communes = root / "schemas" / "units" / "communes.csv"
    text = communes.read_text(encoding="utf-8")
    communes.write_text(text.replace("06331,commune,xa,", "06331,commune,", 1), encoding="utf-8")
    (root / "round" / "inbox").mkdir(parents=True)
    (root / "round" / "round.toml").write_text('level = "commune"\nperiod = "2024-H1"\n', encoding="utf-8")
    (root / "round" / "units.csv").write_text("code,name,receiver\n06331,Xã Vạn Thủy,\n", encoding="utf-8")
    lines = [["--lang", lang, *words] for lang in ("vi", "en") for words in COMMANDS]
    program = f"import json; from command_line import run; print(json.dumps([run(*line) for line in {lines!r}]))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(Path(__file__).parent)))}
    done = subprocess.run([sys.executable, "-c", program], cwd=root, env=env, capture_output=True, check=True)
    return [(line, Said(*said)) for line, said in zip(lines, json.loads(done.stdout), strict=True)]


def test_every_command_names_the_broken_line_and_shows_no_traceback(answers: list[tuple[list[str], Said]]) -> None:
    for line, said in answers:
        assert (said.returncode, said.stdout) == (2, ""), line
        assert re.search(r"^units/communes\.csv:\d+: D301 .+\n    → .+\nsheetcheck: ", said.stderr, re.MULTILINE), line
        assert "Traceback" not in said.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_schema_check_shows_every_broken_line_and_exits_with_2(tmp_path: Path, lang: str) -> None:
    """The forms beside it are few: that all of them are looked at as well takes a second and shows nothing here."""
    folder = small_schemas.write(tmp_path / "schemas", small_schemas.SMALL)
    shutil.copytree(PROJECT / "schemas" / "units", folder / "units")
    for name in ("provinces.csv", "communes.csv"):
        with (folder / "units" / name).open("a", encoding="utf-8") as file:
            file.write("99,province,tinh\n")
    said = run("schema", "check", folder, lang=lang)
    assert said.returncode == 2
    assert re.findall(r"^units/(\w+)\.csv:(\d+): (D\d+) ", said.stdout, re.MULTILINE) == [
        ("communes", "13380", "D301"),
        ("provinces", "102", "D301"),
    ]
    assert said.stdout.count("    → ") == 2
