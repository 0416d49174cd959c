"""`sheetcheck units`: what it answers, on which stream, with which exit code."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Said, run

VAN_THUY = "Xã Vạn Thủy 06331 (Huyện Bắc Sơn, Tỉnh Lạng Sơn)"
TAN_TRI = "Xã Tân Tri 06337 (Tỉnh Lạng Sơn)"


def units(*words: str | Path, lang: str = "vi") -> Said:
    return run("units", *words, lang=lang)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("tan tri",), [TAN_TRI]),
        (("XÃ", "TÂN", "TRI"), [TAN_TRI]),
        (("tan tri", "--on", "2024-06-14"), ["Xã Tân Tri 06340 (Huyện Bắc Sơn, Tỉnh Lạng Sơn)"]),
        (("tan tri", "--on", "14/6/2024"), ["Xã Tân Tri 06340 (Huyện Bắc Sơn, Tỉnh Lạng Sơn)"]),
        (("vạn thuỷ", "--on", "30/06/2025"), [VAN_THUY]),
        (
            ("van thuy", "--province", "lang son"),
            [
                f"{VAN_THUY} đến 30/06/2025, nay thuộc Xã Tân Tri 06337",
                "Xã Vân Thủy 06472 (Huyện Chi Lăng, Tỉnh Lạng Sơn) đến 30/06/2025, nay thuộc Xã Chiến Thắng 06481",
            ],
        ),
        (("van thuy", "--province", "19"), None),
        (
            ("mỹ phương", "--province", "19"),  # it lay in Bắc Kạn, which went to Thái Nguyên
            ["Xã Mỹ Phương 01927 (Huyện Ba Bể, Tỉnh Bắc Kạn) đến 30/06/2025, nay thuộc Xã Thượng Minh 01921"],
        ),
        (("cao son", "--province", "25"), ["Xã Cao Sơn 04876 (Tỉnh Phú Thọ)"]),
        (("huyện bắc sơn",), ["Huyện Bắc Sơn 185 (Tỉnh Lạng Sơn) đến 30/06/2025, không có đơn vị kế thừa"]),
        (("tp bac ninh",), ["Thành phố Bắc Ninh 24"]),
        (("long thanh", "--province", "dong_nai"), ["Phường Long Thành 26368 (Thành phố Đồng Nai)"]),
        (
            ("thuong minh", "--on", "30/6/2025"),
            [
                "Xã Thượng Minh 01921 (Tỉnh Thái Nguyên) từ 01/07/2025, trước đó là"
                " Xã Yến Dương 01918, Xã Chu Hương 01921, Xã Mỹ Phương 01927"
            ],
        ),
        (("06337",), [TAN_TRI]),
        (("6331",), [f"{VAN_THUY} đến 30/06/2025, nay thuộc Xã Tân Tri 06337"]),
    ],
)
def test_find(words: tuple[str, ...], answer: list[str] | None) -> None:
    said = units("find", *words)
    assert said.stdout.splitlines() == (answer or [])
    assert said.returncode == (0 if answer else 1)


def test_an_ambiguous_name_lists_all_its_units_each_with_its_province() -> None:
    lines = units("find", "tan tien").stdout.splitlines()
    assert len(lines) == 8
    assert len({line.rpartition("(")[2] for line in lines}) == 8


def test_a_split_commune_is_said_to_be_split() -> None:
    said = units("find", "cao son", "--on", "01/01/2024", "--province", "17")
    assert "Xã Cao Sơn 04957 (Huyện Lương Sơn, Tỉnh Hòa Bình)" in said.stdout.splitlines()
    said = units("show", "04957", "--on", "01/01/2024")
    assert "  về sau: nay chia vào Xã Lương Sơn 04924, Xã Liên Sơn 04960, không rõ tỷ lệ" in said.stdout.splitlines()


def test_units_of_that_name_at_other_times_are_counted_on_stderr() -> None:
    said = units("find", "xã long thành")
    assert said.stdout.splitlines() == ["Xã Long Thành 29513 (Tỉnh Vĩnh Long)"]
    assert "còn 2 đơn vị cùng tên vào lúc khác" in said.stderr
    assert "từ 01/07/2025 đến 29/04/2026, nay là Phường Long Thành 26368" in said.stderr


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        (("van thuyy",), "Xã Vạn Thủy 06331"),
        (("van thuyy", "--province", "20"), "Xã Vạn Thủy 06331"),
        (("xã tan trii",), "Xã Tân Tri 06337"),
        (("zzzzqq",), None),
        (("--", "?"), None),
        (("",), None),
    ],
)
def test_nothing_found_names_the_nearest_and_exits_with_1(typed: tuple[str, ...], nearest: str | None) -> None:
    said = units("find", *typed)
    assert (said.returncode, said.stdout) == (1, "")
    assert (f"  {nearest}" in said.stderr) if nearest else ("không có tên nào gần giống" in said.stderr)


@pytest.mark.parametrize(
    ("words", "code", "quoted"),
    [
        (("show", "99999"), "I104", "99999"),
        (("show", "06331"), "I105", "Xã Tân Tri 06337"),
        (("show", "185"), "I105", "30/06/2025"),
        (("show", "van thuy"), "I133", "Xã Vân Thủy 06472"),
        (("show", "tân tiến"), "I133", "Xã Tân Tiến 06019 (Tỉnh Lạng Sơn)"),
        (("show", "1", "--on", "2024-01-01"), "I133", "Quận Ba Đình 001"),
        (("show", "van thuyyyy"), "I134", "Xã Vạn Thủy"),
        (("list", "--province", "06337"), "I132", "Xã Tân Tri"),
        (("list", "--province", "bac giang"), "I105", "Thành phố Bắc Ninh 24"),
        (("list", "--province", "27"), "I105", "Thành phố Bắc Ninh 24"),
        (("list", "--province", "lang sn"), "I134", "Tỉnh Lạng Sơn"),
        (("find", "tan tri", "--province", "99"), "I104", "99"),
        (("export", "--province", "99"), "I104", "99"),
        (("history", "99999"), "I104", "99999 vào bất kỳ ngày nào"),
        (("history", "1"), "I133", "Phường Phúc Xá 00001"),
        (("history", "van thuy"), "I133", "Xã Vân Thủy 06472"),
        (("history", "van thuyyyy"), "I134", "Xã Vạn Thủy"),
        (("list", "--province", "lang"), "I134", "cấp tỉnh nào tên “lang”; tên gần nhất: Tỉnh Lạng Sơn"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_refused_has_a_code_and_a_remedy(words: tuple[str, ...], code: str, quoted: str, lang: str) -> None:
    said = units(*words, lang=lang)
    assert (said.returncode, said.stdout) == (2, "")
    assert f"sheetcheck: {code} " in said.stderr
    assert "\n    → " in said.stderr
    assert "{" not in said.stderr
    if lang == "vi":
        assert quoted in said.stderr


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (
            ("show", "06331"),
            ("06331 (Xã Vạn Thủy)", "hiệu lực đến 30/06/2025 (bắt đầu từ ngày nào: chưa rõ)", ": Xã Tân Tri 06337;"),
            (
                "06331 (Van Thuy commune)",
                "valid until 30/06/2025 (since when is not known)",
                ": Tan Tri commune 06337;",
            ),
        ),
        (
            ("show", "185"),
            ("185 (Huyện Bắc Sơn)", ": không có, cấp huyện đã kết thúc từ 01/7/2025;"),
            ("185 (Bac Son district)", ": none, districts ended on 1 July 2025;"),
        ),
        (
            ("show", "26732", "--on", "30/06/2025"),
            ("hiệu lực từ 01/07/2025\n", ": Huyện Côn Đảo 755;"),
            ("valid since 01/07/2025\n", ": Con Dao district 755;"),
        ),
    ],
)
def test_a_unit_of_another_time_is_told_in_the_language_asked_for(
    words: tuple[str, ...], vi: tuple[str, ...], en: tuple[str, ...]
) -> None:
    for lang, expected in (("vi", vi), ("en", en)):
        said = units(*words, lang=lang).stderr
        assert [text for text in expected if text not in said] == []
        assert "…" not in said
        assert "—" not in said


@pytest.mark.parametrize("words", [("show", "99999"), ("history", "99999"), ("list", "--province", "99")])
def test_codes_with_letters_are_a_way_out_for_lists_only(words: tuple[str, ...]) -> None:
    assert "chữ cái" not in units(*words).stderr


@pytest.mark.parametrize("day", ["31/06/2025", "2025-13-01", "hôm nay", "30-06-2025", ""])
def test_what_is_no_day_is_wrong_usage(day: str) -> None:
    said = units("find", "tan tri", "--on", day)
    assert said.returncode == 2
    assert "30/06/2025" in said.stderr


def test_show() -> None:
    assert units("show", "6337").stdout.splitlines() == [
        "Xã Tân Tri 06337",
        "  tiếng Anh: Tan Tri commune",
        "  cấp: xã",
        "  thuộc: Tỉnh Lạng Sơn 20",
        "  hiệu lực: từ 01/07/2025",
        "  trước đó: Xã Vạn Thủy 06331, Xã Đồng Ý 06337, Xã Tân Tri 06340",
    ]


def test_show_in_english_of_a_province_of_before() -> None:
    assert units("show", "20", "--on", "2024-01-01", lang="en").stdout.splitlines() == [
        "Lang Son province 20",
        "  in Vietnamese: Tỉnh Lạng Sơn",
        "  level: province",
        "  valid: until 30/06/2025",
        "  since then: now Lang Son province 20",
        "  contains: 11 units of the district level; 194 units of the commune level",
    ]


@pytest.mark.parametrize(
    ("words", "count", "first"),
    [
        ((), 34, "01  Thành phố Hà Nội"),
        (("--on", "30/06/2025"), 63, "01  Thành phố Hà Nội"),
        (("--province", "20"), 65, "05977  Phường Đông Kinh"),
        (("--province", "Lạng Sơn", "--level", "district", "--on", "30/06/2025"), 11, "178  Thành phố Lạng Sơn"),
        (("--level", "commune"), 3321, "00004  Phường Ba Đình"),
        (("--province", "20", "--level", "district"), 0, ""),
    ],
)
def test_list(words: tuple[str, ...], count: int, first: str) -> None:
    said = units("list", *words)
    lines = said.stdout.splitlines()
    assert (len(lines), lines[0] if lines else "") == (count, first)
    assert said.returncode == (0 if count else 1)
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "06337",
            [
                "Xã Đồng Ý 06337 (Huyện Bắc Sơn, Tỉnh Lạng Sơn) đến 30/06/2025",
                f"  → {TAN_TRI} từ 01/07/2025 (toàn bộ)",
                f"{TAN_TRI} từ 01/07/2025",
                f"  ← {VAN_THUY} đến 30/06/2025 (toàn bộ)",
                "  ← Xã Đồng Ý 06337 (Huyện Bắc Sơn, Tỉnh Lạng Sơn) đến 30/06/2025 (toàn bộ)",
                "  ← Xã Tân Tri 06340 (Huyện Bắc Sơn, Tỉnh Lạng Sơn) đến 30/06/2025 (toàn bộ)",
            ],
        ),
        ("6331", [f"{VAN_THUY} đến 30/06/2025", f"  → {TAN_TRI} từ 01/07/2025 (toàn bộ)"]),
        (
            "04957",
            [
                "Xã Cao Sơn 04957 (Huyện Lương Sơn, Tỉnh Hòa Bình) đến 30/06/2025",
                "  → Xã Lương Sơn 04924 (Tỉnh Phú Thọ) từ 01/07/2025 (một phần, không rõ tỷ lệ)",
                "  → Xã Liên Sơn 04960 (Tỉnh Phú Thọ) từ 01/07/2025 (một phần, không rõ tỷ lệ)",
            ],
        ),
        (
            "27",
            [
                "Tỉnh Bắc Ninh 27 đến 30/06/2025",
                "  → Tỉnh Bắc Ninh 24 từ 01/07/2025 đến 19/09/2026 (toàn bộ)",
                "    → Thành phố Bắc Ninh 24 từ 20/09/2026 (toàn bộ)",
            ],
        ),
        (
            "vạn thủy",
            [f"{VAN_THUY} đến 30/06/2025", f"  → {TAN_TRI} từ 01/07/2025 (toàn bộ)"],
        ),
        ("185", ["Huyện Bắc Sơn 185 (Tỉnh Lạng Sơn) đến 30/06/2025, không có đơn vị kế thừa"]),
        (
            "20333",
            [
                "Đặc khu Hoàng Sa 20333 (Thành phố Đà Nẵng) từ 01/07/2025",
                "  ← Huyện Hoàng Sa 498 (Thành phố Đà Nẵng) đến 30/06/2025 (toàn bộ)",
            ],
        ),
    ],
)
def test_history_goes_both_ways(code: str, lines: list[str]) -> None:
    assert units("history", code).stdout.splitlines() == lines


@pytest.mark.usefixtures("commands_with_few_forms")
def test_an_export_is_a_units_csv_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "tinh.csv"
    assert units("export", "--level", "province", "--province", "lang son", "-o", path).returncode == 0
    assert path.read_bytes().startswith("\ufeffcode,name,receiver,".encode())
    out = tmp_path / "out"
    assert run("template", "--level", "province", "--period", "2026-H1", "--units", path, "-o", out).returncode == 0
    assert [one.name for one in out.iterdir()] == ["20_2026-H1.xlsx"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_export_of_no_units_says_so_and_writes_nothing(tmp_path: Path, lang: str) -> None:
    words = ("--level", "district", "--province", "20")
    listed, exported = units("list", *words, lang=lang), units("export", *words, lang=lang)
    assert exported == listed
    assert (exported.returncode, exported.stdout) == (1, "")
    assert {"vi": "Tỉnh Lạng Sơn không có đơn vị cấp huyện", "en": "has no units of the district"}[
        lang
    ] in exported.stderr
    assert units("export", *words, "-o", tmp_path / "a.csv").returncode == 1
    assert not list(tmp_path.iterdir())


def test_an_export_to_stdout_has_no_bom_and_every_level() -> None:
    said = units("export", "--on", "30/06/2025")
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert len(rows) == 63 + 696 + 10_035
    (van_thuy,) = (row for row in rows if row["code"] == "06331")
    assert van_thuy == {
        "code": "06331",
        "name": "Xã Vạn Thủy",
        "receiver": "",
        "level": "commune",
        "type": "xa",
        "name_vi": "Xã Vạn Thủy",
        "name_en": "Van Thuy commune",
        "parent": "185",
        "valid_from": "2008-01-01",
        "valid_to": "2025-06-30",
        "successors": "06337",
        "share_known": "1",
        "province": "20",
        "province_name": "Tỉnh Lạng Sơn",
    }


def test_an_export_replaces_nothing_without_being_told_to(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_text("mine")
    assert units("export", "-o", path).returncode == 2
    assert units("export", "-o", tmp_path / "xa.xlsx").returncode == 2
    assert path.read_text() == "mine"
    assert units("export", "--level", "province", "-o", path, "--force").returncode == 0
    assert units("export", "--level", "province").stdout.encode() == path.read_bytes()[3:]


def test_the_day_is_that_of_the_register_never_todays() -> None:
    assert units("find", "tan tri").stderr.startswith("vào ngày 20/09/2026")
    assert units("find", "tan tri", "--on", "20/09/2026").stderr.startswith("còn 1 đơn vị")
    assert run("-q", "units", "find", "tan tri").stderr == ""


KNOWN = {"vi": "danh mục chỉ biết từ 01/03/2025", "en": "the register knows units from 01/03/2025 on"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        (("list", "--on", "2025-02-28"), True),
        (("list", "--on", "2025-03-01"), False),
        (("list",), False),
        (("show", "46", "--on", "14/12/2024"), True),
        (("show", "46", "--on", "30/06/2025"), False),
        (("find", "hue", "--on", "14/12/2024"), True),
        (("find", "hue"), False),
        (("find", "Thừa Thiên Huế"), True),
        (("find", "Thừa Thiên Huế", "--on", "14/12/2024"), True),
        (("export", "--level", "province", "--on", "14/12/2024"), True),
        (("history", "46"), True),
        (("history", "20333"), True),
        (("history", "26368"), True),
    ],
)
def test_what_is_older_than_the_register_is_said_once(words: tuple[str, ...], is_said: bool, lang: str) -> None:
    said = units(*words, lang=lang)
    assert said.stderr.count(KNOWN[lang]) == is_said
    assert KNOWN[lang] not in said.stdout
    assert run("-q", "units", *words).stderr.count(KNOWN["vi"]) == 0


@pytest.mark.usefixtures("commands_with_few_forms")
@pytest.mark.parametrize("period", ["2024", "2025-H1"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_templates_of_before_say_so(tmp_path: Path, period: str, lang: str) -> None:
    folder = tmp_path / "r"
    said = run("init", folder, "--province", "46", "--level", "province", "--period", period, lang=lang)
    assert (said.returncode, said.stderr.count(KNOWN[lang])) == (0, period == "2024")
    assert run("template", folder, lang=lang).stderr.count(KNOWN[lang]) == (period == "2024")
    (folder / "units.csv").write_text("code,name,receiver\nSNV,Sở Nội vụ,\n", encoding="utf-8")
    assert KNOWN[lang] not in run("template", folder, lang=lang).stderr  # its name is the list's own


def opened_and_imported(*lines: list[str]) -> list[str]:
    """Which register files were opened, and which heavy libraries imported, by command lines in a new process."""
    program = f"""if True:
        import sys
        files = []
        note = lambda event, details: files.append(str(details[0])) if event == "open" else None
        sys.addaudithook(note)
        from contextlib import redirect_stderr, redirect_stdout
        from io import StringIO
        from sheetcheck.cli import run
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            for line in {lines!r}:
                run(line)
        print(*sorted({{name.replace(chr(92), "/").rpartition("/")[2] for name in files if name.endswith(".csv")}}))
        print(*sorted({{"polars", "pandera", "sqlglot", "openpyxl", "yaml"}} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_command_that_needs_no_register_opens_none() -> None:
    lines = [
        ["--version"],
        ["--help"],
        ["units", "--help"],
        ["explain", "R201"],
        ["explain", "I105"],
        ["schema", "list"],
    ]
    assert opened_and_imported(*lines, ["schema", "show", "03"])[0] == ""


def test_units_imports_no_heavy_library_whether_it_finds_or_not() -> None:
    lines = [["units", "find", "tan tri"], ["units", "find", "tan trii"], ["units", "show", "99999"]]
    files, heavy = opened_and_imported(*lines, ["units", "list"], ["units", "history", "24"], ["units", "export"])
    assert (files, heavy) == ("communes.csv districts.csv provinces.csv", "")
