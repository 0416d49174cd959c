"""The commands on what offices really send: a zip, other formats, a workbook with a password."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Said, run
from drawn_locks import locked_package

from sheetcheck.catalogue import Catalogue
from sheetcheck.cli._passwords import passwords_of
from sheetcheck.codes import all_codes
from sheetcheck.errors import SheetcheckError
from sheetcheck.form import Level
from sheetcheck.identity import Identity
from sheetcheck.period import parse_period
from sheetcheck.reading import MB, Limits
from sheetcheck.sample import sample_figures
from sheetcheck.template import layouts_for, write_template

SAVED = Path(__file__).parent / "data" / "formats"
PASSWORD = "Bí mật 2026"
MARK = "SỐ LIỆU MÔ PHỎNG"


@pytest.fixture(scope="module", autouse=True)
def with_few_forms(few_definitions: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEETCHECK_SCHEMAS", str(few_definitions))
        yield


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, few_forms: Catalogue) -> Path:
    """A zip as an office packs it: two returns, one of them locked, a picture, and what its computer leaves there."""
    identity = Identity(
        unit="06313",
        unit_name="Xã Bắc Quỳnh",
        level=Level.COMMUNE,
        period=parse_period("2024-H1"),
        forms=("01", "02"),
        mark=MARK,
    )
    figures = sample_figures(layouts_for(few_forms, identity), identity.period, "06313")
    folder = tmp_path_factory.mktemp("sent")
    with zipfile.ZipFile(folder / "huyện.zip", "w") as archive:
        archive.writestr("xã/06331.ods", (SAVED / "return.ods").read_bytes())
        archive.writestr("06313.xls", locked_package(write_template(few_forms, identity, figures), PASSWORD))
        archive.writestr("ảnh.jpg", b"\xff\xd8\xff\xe0")
        archive.writestr("Thumbs.db", b"x")
    (folder / "words.txt").write_text(f"sai\n{PASSWORD}\n", encoding="utf-8-sig")
    return folder


@pytest.fixture(scope="module")
def checked(sent: Path) -> Said:
    return run("check", sent / "huyện.zip", "--password-file", sent / "words.txt", "--format", "json")


def test_each_file_in_a_zip_is_a_return(checked: Said) -> None:
    said = json.loads(checked.stdout)
    assert [(one["file"], one["unit"], one["status"]) for one in said["returns"]] == [
        ("huyện.zip/06313.xls", "06313", "accepted"),
        ("huyện.zip/xã/06331.ods", "06331", "accepted"),
        ("huyện.zip/ảnh.jpg", "", "unreadable"),
    ]
    codes = {one["file"]: one["code"] for one in said["findings"] if one["code"].startswith("F")}
    assert codes == {"huyện.zip/06313.xls": "F163", "huyện.zip/ảnh.jpg": "F112", "huyện.zip/Thumbs.db": "F172"}


def test_no_password_is_ever_shown(checked: Said) -> None:
    assert PASSWORD not in checked.stdout + checked.stderr


def test_a_file_in_a_zip_has_the_checksum_it_has_outside(checked: Said) -> None:
    inside = {one["file"]: one["sha256"] for one in json.loads(checked.stdout)["returns"]}
    outside = hashlib.sha256((SAVED / "return.ods").read_bytes()).hexdigest()
    assert inside["huyện.zip/xã/06331.ods"] == outside


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A zip that is judged in no time."""
    with zipfile.ZipFile(tmp_path / "ảnh.zip", "w") as archive:
        archive.writestr("ảnh.jpg", b"\xff\xd8\xff\xe0")
    return tmp_path / "ảnh.zip"


def test_export_takes_what_check_takes(sent: Path, tmp_path: Path) -> None:
    result = run("export", sent / "huyện.zip", "--password", PASSWORD, "-o", tmp_path / "a.csv")
    assert result.returncode == 1  # the picture
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert {line.split(",")[0] for line in lines[1:]} == {'"06313"', '"06331"'}
    assert any("huyện.zip/xã/06331.ods" in line for line in lines)


def test_merge_takes_what_check_takes(sent: Path, tmp_path: Path) -> None:
    result = run("merge", sent / "huyện.zip", "--password-file", sent / "words.txt", "-o", tmp_path / "a.xlsx")
    assert "2/3" in result.stderr
    assert (tmp_path / "a.xlsx").exists()


def test_an_archive_is_never_written_over(picture: Path) -> None:
    before = picture.read_bytes()
    result = run("check", picture, "-o", picture, "--force")
    assert (result.returncode, picture.read_bytes()) == (2, before)


def test_fill_takes_a_template_in_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("form,row,column,value\nbdg_01,staff_total,total,3\n", encoding="utf-8")
    result = run("fill", SAVED / "return.xls", tmp_path / "a.csv", "-o", tmp_path / "a.xlsx")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "a.xlsx").exists()


def test_fill_does_not_take_a_zip(picture: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("form,row,column,value\n", encoding="utf-8")
    result = run("fill", picture, tmp_path / "a.csv", "-o", tmp_path / "a.xlsx")
    assert result.returncode == 2
    assert "tệp nén" in result.stderr


def test_a_password_may_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("mật\n"))
    assert passwords_of("-", None) == ("mật",)


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"a\n", ("a",)), (b"\xef\xbb\xbfa b \r\n\r\nc\r\na b \r\n", ("a b ", "c")), ("mật\n".encode(), ("mật",))],
)
def test_files_of_passwords(tmp_path: Path, content: bytes, found: tuple[str, ...]) -> None:
    (tmp_path / "words").write_bytes(content)
    assert passwords_of(None, tmp_path / "words") == found
    assert passwords_of("x", tmp_path / "words") == ("x", *found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"\n\n", "holds none"),
        (b"\xff\xfe\x00", "no UTF-8"),
        ("\n".join(map(str, range(21))).encode(), "only 20"),
    ],
    ids=["missing", "empty", "no text", "too many"],
)
def test_files_of_passwords_that_are_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "words").write_bytes(content)
    with pytest.raises(SheetcheckError) as refused:
        passwords_of(None, tmp_path / "words")
    assert said in refused.value.message.fill("en", refused.value.params)


PAGE = (Path(__file__).parent.parent / "docs" / "files.md").read_text(encoding="utf-8")


def test_the_page_about_files_names_what_there_is() -> None:
    named = set(re.findall(r"[FL]\d{3}", PAGE))
    assert named <= set(all_codes())
    assert {code for code in all_codes() if re.fullmatch("F(1[89]|11[89])[0-9]?", code)} - named <= {"F180"}


@pytest.mark.parametrize(
    ("figure", "limit"),
    [
        ("50 MB", Limits().file_bytes / MB),
        ("200 MB", Limits().unpacked_bytes / MB),
        ("2000 MB", Limits().archive_bytes / MB),
        ("768 MB", Limits().memory_bytes / MB),
        ("5 s", Limits().cpu_seconds),
        ("15 s", Limits().wall_seconds),
    ],
)
def test_the_page_about_files_tells_the_limits(figure: str, limit: float) -> None:
    assert figure in PAGE
    assert float(figure.split()[0]) == limit
