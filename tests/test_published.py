"""Published tables of statistics, typed into returns: what agrees, what was cut off, what does not add up.

Every table names its source. A table without a form of ours stands in a small form written here, in YAML alone.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sheetcheck.catalogue import Catalogue, bundled, load_catalogue
from sheetcheck.consolidate import consolidate
from sheetcheck.finding import Severity
from sheetcheck.form import Level, Scope
from sheetcheck.grid import Workbook
from sheetcheck.identity import Identity
from sheetcheck.judgement import judged
from sheetcheck.period import parse_period
from sheetcheck.returns import Status
from sheetcheck.testing.batch import taken_in, verdicts
from sheetcheck.testing.changes import only
from sheetcheck.testing.drawing import Drawn, issued_to, returned

CATALOGUE = load_catalogue()
BLANK = ("V101", "V102", "V104", "V105")
"""What was not published and stays blank."""

_HEAD = """
form: bdg_{number}
number: "{number}"
version: 1
code: {{province: {number}/BĐG-T, national: {number}/BĐG-QG}}
title: {{vi: "{title}", en: "{title}"}}
periods: [year]
kind: matrix
columns: [{columns}]
rows:
"""
_ROW = """
  - {{id: {row}, code: "{code:02}", columns: {columns}, levels: [{level}], required: optional, nature: stock,
     roll_up: sum, title: {{vi: "{row}", en: "{row}"}}, unit: {{vi: "số", en: "number"}}}}
"""
_ADDS_UP = """
rules:
  - id: R91.1
    code: R991
    severity: error
    check: "families.value = kind_1.value + kind_2.value + kind_3.value + kind_4.value + kind_5.value + kind_6.value + kind_7.value"
    message: {vi: "Tổng số hộ ghi {left}, nhưng các loại hộ cộng lại là {right}", en: "{left} families, but the kinds add up to {right}"}
    help: {vi: "Sửa dòng 01 hoặc các dòng 02 đến 08", en: "Correct row 01, or rows 02 to 08"}
"""
KINDS = tuple(f"kind_{i}" for i in range(1, 8))
LEADERS = ("central", "province", "district", "commune")
CADRES = ("managed", "managed_province")


def small_form(number: str, title: str, columns: str, levels: Mapping[str, str], rules: str = "") -> str:
    """The YAML of a form: the level of each row, in order."""
    rows = (
        _ROW.format(row=row, code=code, columns=columns, level=level)
        for code, (row, level) in enumerate(levels.items(), start=1)
    )
    return _HEAD.format(number=number, title=title, columns=columns) + "".join(rows) + rules


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A catalogue of two small forms, with the column sets and the rules that every form has."""
    folder = tmp_path_factory.mktemp("schemas")
    for name in ("columns.yaml", "rules.yaml"):
        shutil.copy(Path(str(bundled("schemas") / name)), folder)
    forms = {
        "bdg_91": small_form("91", "Gia đình", "V", dict.fromkeys(["families", *KINDS], "national"), _ADDS_UP),
        "bdg_92": small_form(
            "92", "Cán bộ", "P", dict.fromkeys(LEADERS, "national") | dict.fromkeys(CADRES, "province")
        ),
    }
    (folder / "forms").mkdir()
    for name, text in forms.items():
        (folder / "forms" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def nation(year: str) -> Identity:
    return Identity(unit="VN", unit_name="Việt Nam", level=Level.NATIONAL, period=parse_period(year))


def found(catalogue: Catalogue, whose: Identity, figures: Drawn) -> str:
    """What is said of a return, but for what was left blank."""
    return found_in(catalogue, {"published": returned(catalogue, whose, figures)})["published"]


def found_in(catalogue: Catalogue, drawn: Mapping[str, Workbook]) -> dict[str, str]:
    """The same for several returns, judged as one batch."""
    said = verdicts(catalogue, drawn)
    return {name: "; ".join(one for one in said[name] if not one.startswith(BLANK)) for name in drawn}


KINDS_2014 = (11_608_677, 1_423_555, 639_640, 4_336_879, 1_757_345, 650_261, 529_413)
KINDS_2017 = (6_317_732, 737_409, 551_396, 2_393_208, 811_708, 385_406, 338_554)


def families(total: int, kinds: tuple[int, ...]) -> Drawn:
    return {"91.families.value": total} | {f"91.{kind}.value": count for kind, count in zip(KINDS, kinds, strict=True)}


def test_families_of_2014_do_not_add_up(own: Catalogue) -> None:
    """Source: bvhttdl.gov.vn, family statistics of 2014: the kinds are 27,994 short of the total, which is an error."""
    figures = families(20_973_764, KINDS_2014)
    assert found(own, nation("2014"), figures) == "R91.1 D8 D9 D10 D11 D12 D13 D14 D15"
    (one,) = judged([taken_in(own, "published", returned(own, nation("2014"), figures))], own.forms)
    assert (one.severity, one.params["left"], one.params["right"]) == (Severity.ERROR, 20_973_764, 20_945_770)


def test_families_of_2017_add_up(own: Catalogue) -> None:
    """Source: bvhttdl.gov.vn, family statistics of 23 June 2017."""
    assert found(own, nation("2017"), families(11_535_413, KINDS_2017)) == ""


@pytest.mark.parametrize(
    ("year", "total", "male", "female"),
    [
        ("2018", 549_945, 276_386, 273_559),
        ("2019", 456_454, 235_799, 220_655),
        ("2020", 445_175, 236_636, 208_539),
        ("2021", 464_174, 242_674, 221_500),
        ("2022", 497_477, 259_342, 238_135),
    ],
)
def test_employed_persons_of_hoa_binh(year: str, total: int, male: int, female: int) -> None:
    """Source: thongkehoabinh.gso.gov.vn, statistical yearbook 2022, p. 94: employed aged 15 and over; all exact.

    From 2018 to 2019 they fall by 17 %. That belongs to rules across periods (G12), which the language of rules
    cannot say yet, so nothing is said of it here.
    """
    catalogue = only(CATALOGUE, "06")
    figures = {"06.employed.total": total, "06.employed.male": male, "06.employed.female": female}
    whose = issued_to("17", year, Scope.CONSOLIDATED)
    assert found(catalogue, whose, figures) == "L114 F10"  # the men were typed over the formula; nothing else
    assert found(catalogue, whose, figures | {"06.employed.male": male + 1}) == "G03 D10 E10 F10; L114 F10"


HOA_BINH = [
    ("03.hdnd_province", 12, 61, 19.67, ""),
    ("03.hdnd_district", 101, 383, 26.37, ""),
    ("03.hdnd_commune", 1252, 5230, 23.94, ""),
    ("03.party_district", 69, 481, 14.3, ""),
    ("03.party_district_sc", 17, 135, 12.5, "G07a"),  # 12.593
    ("03.party_commune", 945, 4741, 19.9, ""),
    ("03.party_commune_sc", 58, 830, 6.9, "G07a"),  # 6.988
    ("92.managed", 49, 317, 15.45, "G07a"),  # 15.457
    ("92.managed_province", 29, 169, 17.15, "G07a"),  # 17.160
]


@pytest.fixture(scope="module")
def hoa_binh(own: Catalogue) -> Mapping[str, str]:
    """What is said of a return for each row: those of the deputies are in form 03, the others in a small form."""
    said: dict[str, str] = {}
    for catalogue, scope, ours in ((CATALOGUE, Scope.CONSOLIDATED, True), (own, Scope.OWN, False)):
        rows = [one for one in HOA_BINH if one[0].startswith("03") is ours]
        drawn = {
            row: {f"{row}.total": total, f"{row}.female": female, f"{row}.female_pct": printed}
            for row, female, total, printed, _ in rows
        }
        whose = issued_to("17", "2016", scope)
        said |= found_in(catalogue, {row: returned(catalogue, whose, figures) for row, figures in drawn.items()})
    return said


@pytest.mark.parametrize(("row", "expected"), [(row, expected) for row, *_, expected in HOA_BINH])
def test_percentages_of_hoa_binh(hoa_binh: Mapping[str, str], row: str, expected: str) -> None:
    """Source: en.baohoabinh.com.vn 5585, Hòa Bình, term 2016-2021. Cut off instead of rounded is only told.

    A cell holds a number, so how many decimals were printed is seen from its last digit that is not 0.
    """
    assert [one.split()[0] for one in hoa_binh[row].split("; ") if one.startswith("G07")] == expected.split()


def test_percentages_without_counts(own: Catalogue) -> None:
    """Source: moha.gov.vn ItemID=55334, women leaders in 2019: shares only.

    V107 says of each that it is stated without the figures it comes from; nothing is added up from them.
    """
    shares = dict(zip(LEADERS, (11.84, 13.29, 23.72, 14.03), strict=True))
    figures = {f"92.{row}.female_pct": share for row, share in shares.items()}
    said = "L114 G8 G9 G10 G11; V107 G10; V107 G11; V107 G8; V107 G9"
    assert found(own, nation("2019"), figures) == said
    item = taken_in(own, "published", returned(own, nation("2019"), figures))
    merged = consolidate([item], [Status.WITH_WARNINGS], own.forms).forms["bdg_92"]
    assert [merged.total(row, "female_pct").value for row in LEADERS] == [None] * 4


@pytest.mark.parametrize(("year", "ratio"), [("2010", 97.58), ("2015", 96.76), ("2018", 98.10)])
def test_men_to_100_women_in_vinh_phuc(year: str, ratio: float) -> None:
    """Source: niengiam2018.thongkevinhphuc.gov.vn p2 b18 (2018 preliminary): inside R07.7's 85 to 120.

    Only the ratio was published; the population is supposed to have 500,000 women.
    """
    women = 500_000
    figures = {"07.pop_total.total": women + round(women * ratio / 100), "07.pop_total.female": women}
    assert found(only(CATALOGUE, "07"), issued_to("26", year, Scope.CONSOLIDATED), figures) == ""
    figures["07.pop_total.total"] = women + round(women * (ratio - 15) / 100)
    assert found(only(CATALOGUE, "07"), issued_to("26", year, Scope.CONSOLIDATED), figures) == "R07.7 D8 E8"
