"""The command line: exit codes, streams, and a sentence instead of a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Said, run

from sheetcheck.catalogue import load_catalogue
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template

pytestmark = pytest.mark.usefixtures("without_solver")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    folder = tmp_path_factory.mktemp("demo") / "vong-mau"
    return folder, run("demo", folder)


@pytest.fixture(scope="module")
def report(demo: tuple[Path, Said]) -> Said:
    return run("check", demo[0], "--format", "json", "--jobs", "1")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = load_catalogue()
    identity = Identity(unit="06331", unit_name="Xã Vạn Thủy", level=Level.COMMUNE, period=parse_period("2024-H1"))
    figures = sample_figures(layouts_for(catalogue, identity), identity.period, "06331")
    path = tmp_path_factory.mktemp("good") / "good.xlsx"
    path.write_bytes(write_template(catalogue, identity, figures))
    return path


def test_the_demo_finds_every_planted_fault(demo: tuple[Path, Said]) -> None:
    folder, result = demo
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("  tìm thấy ") == 10
    assert "KHÔNG thấy" not in result.stdout
    assert (folder / "results" / "tong-hop_2024-H1.xlsx").is_file()


def test_the_demo_says_which_figures_are_generated(demo: tuple[Path, Said]) -> None:
    assert "SỐ LIỆU MÔ PHỎNG" in demo[1].stderr


def test_a_round_without_options(report: Said) -> None:
    said = json.loads(report.stdout)
    assert report.returncode == 1
    assert said["schema"] == "sheetcheck-report/1"
    assert (said["summary"]["returns"], said["summary"]["missing"]) == (17, 2)


def test_the_report_does_not_depend_on_jobs(demo: tuple[Path, Said], report: Said) -> None:
    assert run("check", demo[0], "--format", "json", "--jobs", "3") == report


def test_an_existing_output_is_kept(demo: tuple[Path, Said]) -> None:
    result = run("merge", demo[0])
    assert result.returncode == 2
    assert "--force" in result.stderr


def test_merging_again_gives_the_same_bytes(demo: tuple[Path, Said], tmp_path: Path) -> None:
    folder, _ = demo
    assert run("merge", folder, "-o", tmp_path / "again.xlsx").returncode == 1
    assert (tmp_path / "again.xlsx").read_bytes() == (folder / "results" / "tong-hop_2024-H1.xlsx").read_bytes()


def test_export_of_the_merged_workbook_is_export_of_the_returns(demo: tuple[Path, Said], tmp_path: Path) -> None:
    folder, _ = demo
    run("export", folder, "-o", tmp_path / "a.csv")
    assert run("export", folder / "results" / "tong-hop_2024-H1.xlsx", "-o", tmp_path / "b.csv").returncode == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_what_was_exported_fills_a_template_again(good: Path, tmp_path: Path) -> None:
    run("export", good, "-o", tmp_path / "a.jsonl")
    assert run("fill", good, tmp_path / "a.jsonl", "-o", tmp_path / "again.xlsx").returncode == 0
    run("export", tmp_path / "again.xlsx", "-o", tmp_path / "b.jsonl")
    first, second = ((tmp_path / name).read_text("utf-8") for name in ("a.jsonl", "b.jsonl"))
    assert first.replace("good.xlsx", "again.xlsx") == second


def test_a_good_return_is_accepted(good: Path) -> None:
    assert run("check", good).returncode == 0


def test_whoever_sends_a_return_back_exits_with_1(demo: tuple[Path, Said], report: Said) -> None:
    doubted = [one for one in json.loads(report.stdout)["returns"] if one["status"] == "accepted_with_warnings"]
    path = demo[0] / "inbox" / doubted[0]["file"]
    assert [run("check", path, "--jobs", "1", *more).returncode for more in ([], ["--strict"])] == [0, 1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--version",), 0),
        (("check", "nowhere.xlsx"), 2),
        (("check",), 2),
        (("chek", "x"), 2),
        (("check", ".", "--format", "pdf"), 2),
        (("explain", "R201"), 0),
        (("explain", "Z999"), 2),
        (("schema", "check"), 0),
        (("schema", "show", "99"), 2),
        (("init", "r", "--district", "185", "--period", "2024-H9"), 2),
        (("init", "r", "--district", "999", "--period", "2024-H1"), 2),
        (("init", "r", "--period", "2024-H1"), 2),
        (("init", "r", "--district", "185", "--period", "2026"), 2),
        (("init", "r", "--level", "province", "--period", "2026-02-01..2026-06-30"), 0),
        (("init", "r", "--province", "20", "--period", "2026-02-30..2026-06-30"), 2),
        (("template", "--level", "district", "--period", "2026-H1", "-o", "x.xlsx"), 2),
        (("template", "--level", "district", "--period", "2025-H1", "-o", "x.xlsx", "--profile", "core"), 0),
        (("template", "."), 2),
        (("template", "--level", "commune"), 2),
        (("fill", "a.xlsx", "b.csv", "-o", "c.xlsx"), 2),
        (("export", ".", "-o", "x.pdf"), 2),
    ],
)
@pytest.mark.usefixtures("commands_with_few_forms")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_exit_codes_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words, lang=lang)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr == "" if code == 0 and words[0] in ("--version", "explain") else result.stderr or result.stdout


def test_nothing_accepted_is_nothing_merged(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no workbook")
    result = run("merge", tmp_path / "a.xlsx", "-o", tmp_path / "m.xlsx")
    assert result.returncode == 1
    assert not (tmp_path / "m.xlsx").exists()


def test_an_output_folder_without_permission_is_the_machines_fault(good: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("check", good, "-o", tmp_path / "file" / "report.txt")
    assert result.returncode == 3
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("words", "code"), [(["--version"], 0), (["check", "nowhere.xlsx"], 2)])
def test_a_process_of_its_own_says_the_same(words: list[str], code: int) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "sheetcheck", *words]
    result = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)


def test_starting_imports_no_heavy_library() -> None:
    program = "import sys; import sheetcheck.cli; print(sorted({'polars','pandera','openpyxl','xlsxwriter','yaml','sqlglot','rich'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
