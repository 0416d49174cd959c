"""Rules over the returns of a batch: which figures are compared, what is told of which cells, and that one return has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_schemas import SMALL, rule, write

from sheetcheck.catalogue import Catalogue, load_catalogue, read_catalogue
from sheetcheck.explain import explain
from sheetcheck.finding import Finding
from sheetcheck.form import Level
from sheetcheck.judgement import judged
from sheetcheck.returns import Return
from sheetcheck.tally import Verdict, tally, verdicts_of
from sheetcheck.testing.batch import lines, taken_in
from sheetcheck.testing.changes import Base, changed, only, parsed
from sheetcheck.testing.drawing import issued_to, returned
from sheetcheck.units import Register
from sheetcheck.words import Words

RATE = rule("N1", "", "severity: warning, levels: [commune]").replace(
    'check: ""', "outlier: {of: female / total}, rows: [staff]"
)
WHOLE = rule("N2", "", "severity: warning").replace('check: ""', "outlier: {of: plans.value / staff.total}")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    form = f"{SMALL['forms/bdg_90.yaml']}{RATE}{WHOLE}"
    plain = "message: {vi: a, en: a}, help: {vi: a, en: a}, severity: warning"
    form = form.replace(f", {plain}, rows", ", rows").replace(plain, "severity: warning")
    return load_catalogue(write(tmp_path_factory.mktemp("own"), {**SMALL, "forms/bdg_90.yaml": form}))


def batch(catalogue: Catalogue, *others: tuple[str, str, str], alike: int = 24) -> list[Return]:
    """Communes with some 20 women of 50 and 5 plans, and then others: unit, period, figures."""
    usual = [
        (f"0{6300 + number}", "2026-H1", f"90.staff total=50 female={20 + number % 5};90.plans={5 + number % 3}")
        for number in range(alike)
    ]
    return [
        taken_in(catalogue, f"{number}.xlsx", returned(catalogue, issued_to(unit, period), dict(parsed(figures))))
        for number, (unit, period, figures) in enumerate((*usual, *others))
    ]


def told(catalogue: Catalogue, returns: list[Return]) -> list[Finding]:
    return [one for one in judged(returns, catalogue.forms) if one.rule in ("N1", "N2")]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("90.staff total=50 female=21;90.plans=6", []),
        ("90.staff total=50 female=49;90.plans=6", ["N1 D8 E8"]),
        ("90.staff total=50 female=1;90.plans=6", ["N1 D8 E8"]),
        ("90.staff total=50 female=21;90.plans=60", ["N2 D8 D9"]),
        ("90.staff total=5 female=2;90.plans=60", ["N2 D8 D9"]),
        ("90.staff total=0 female=0;90.plans=6", []),
        ("90.staff total=50 female=a;90.plans=6", []),
        ("90.plans=6", []),
    ],
)
def test_one_unit_among_all(catalogue: Catalogue, figures: str, said: list[str]) -> None:
    found = told(catalogue, batch(catalogue, ("06331", "2026-H1", figures)))
    assert [" ".join((one.rule, *one.cells)) for one in found] == said
    assert {one.file for one in found} <= {"24.xlsx"}


@pytest.mark.parametrize(
    ("alike", "period", "figures"),
    [
        (18, "2026-H1", "90.staff total=50 female=49"),
        (24, "2026", "90.staff total=50 female=49"),
        (24, "2025-H1", "90.staff total=50 female=49"),
    ],
)
def test_too_few_units_of_a_kind_decide_nothing(catalogue: Catalogue, alike: int, period: str, figures: str) -> None:
    assert told(catalogue, batch(catalogue, ("06331", period, figures), alike=alike)) == []


def test_its_sentence_quotes_the_others(catalogue: Catalogue) -> None:
    (found,) = told(catalogue, batch(catalogue, ("06331", "2026-H1", "90.staff total=50 female=49;90.plans=6")))
    assert (
        Words(catalogue, "en").message(found)
        == "A: the figure compared is 0.98, far from all others (the middle of 25 units is 0.44)"
    )
    assert "  Phải đúng: [Nữ], [Tổng số]: số không khác xa các đơn vị khác\n" in explain("N1", catalogue)


def test_a_workbook_and_the_other_rules_know_nothing_of_it(catalogue: Catalogue) -> None:
    form = catalogue.forms["bdg_90"]
    assert [rule.id for rule in form.across] == ["N1", "N2"]
    assert {"N1", "N2"}.isdisjoint(rule.id for rule in form.rules)


def test_it_is_counted(catalogue: Catalogue) -> None:
    returns = batch(catalogue, ("06331", "2026-H1", "90.staff total=50 female=49;90.plans=6"), ("20", "2026-H1", ""))
    findings = list(judged(returns, catalogue.forms))
    verdicts = verdicts_of(catalogue.forms, returns, findings)["N1"]
    assert (verdicts[0], verdicts[24], 25 in verdicts) == (Verdict.HELD, Verdict.BROKEN, False)
    counts = {one.rule: one for one in tally(catalogue.forms, returns, findings)}
    one = counts["N1"]
    assert (one.checked, one.held, one.broken, one.undecided, one.units) == (25, 24, 1, 0, 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("  - {id: N1, code: R901, severity: warning, outlier: {of: young}}\n" * 2, "D108"),
        ("  - {id: R1, code: R901, severity: warning, outlier: {of: young}}\n", "D108"),
        (
            "  - {id: N1, code: R901, severity: warning, outlier: {of: young}, message: {vi: '{x}', en: '{x}'}}\n",
            "D133",
        ),
        (
            "  - {id: N1, code: R901, severity: warning, outlier: {of: young}, message: {vi: '{median}', en: a}}\n",
            "D111",
        ),
        ("  - {id: N1, code: R901, severity: warning, outlier: {of: staff.yung}}\n", "D109"),
        ("  - {id: N1, code: R901, severity: warning, fail_when: '> 5', outlier: {of: young}}\n", "D149"),
    ],
)
def test_mistakes_of_an_author(tmp_path: Path, more: str, code: str) -> None:
    write(tmp_path, {**SMALL, "forms/bdg_90.yaml": f"{SMALL['forms/bdg_90.yaml']}{more}"})
    _, found = read_catalogue(tmp_path)
    assert {one.code for one in found} == {code}


SHIPPED = only(load_catalogue(), "01", "03", "07", "09")
PEOPLE = "07.pop_total total={people} female={women};07.households={households};07.births total={births} female={girls}"
USUAL = {"people": 4000, "households": 1000, "births": 40, "incidents": 20, "budget": 40}
RATES = [
    # what one commune of 26 states, where the others are like each other, and what is told of it
    ({}, []),
    ({"births": 160}, ["U07a D8 D9"]),
    ({"people": 40000, "births": 400, "budget": 400}, ["U07b D8 D20"]),
    ({"incidents": 90}, ["U09a D10 Biểu 07!D20"]),
    ({"budget": 40000}, ["U01.1 D29 Biểu 07!D8"]),
]


@pytest.mark.parametrize(("changes", "expected"), RATES)
def test_a_rate_far_from_that_of_the_other_communes(
    register: Register, changes: dict[str, int], expected: list[str]
) -> None:
    units = [one.code for one in register.children("20", date(2024, 6, 14), Level.COMMUNE)][:26]
    batch = []
    for number, unit in enumerate(units):
        said = {name: figure + figure * (number % 7) // 20 for name, figure in USUAL.items()}
        said |= {"people": 4000, "households": 1000 + number % 5}
        said |= changes if unit == units[-1] else {}
        text = PEOPLE.format(**said, women=said["people"] // 2, girls=said["births"] // 2)
        text += ";09.dv_incidents={incidents};01.budget_allocated={budget}".format(**said)
        batch.append(taken_in(SHIPPED, unit, changed(SHIPPED, Base(unit, "2024-H1", text))))
    found = [one for one in judged(batch, SHIPPED.forms) if one.rule.startswith("U")]
    assert lines(found) == expected
    assert {one.file for one in found} <= {units[-1]}


def test_a_term_that_is_not_the_others(register: Register) -> None:
    units = [one.code for one in register.children("20", date(2024, 6, 14), Level.COMMUNE)][:4]
    terms = ["2021-2026", "2021-2026", "2021-2026", "2016-2021"]
    batch = [
        taken_in(SHIPPED, unit, changed(SHIPPED, Base(unit, "2024", f"03.hdnd_commune total=20 female=5 term_label={term}")))
        for unit, term in zip(units, terms, strict=True)
    ]  # fmt: skip
    found = [one for one in judged(batch, SHIPPED.forms) if one.rule == "R03.2"]
    assert [(one.file, one.cells) for one in found] == [(units[-1], ("L8",))]
    assert Words(SHIPPED).message(found[0]) == (
        "Đại biểu HĐND cấp xã: nhiệm kỳ ghi 2016-2021, trong khi phần lớn trong 4 đơn vị ghi 2021-2026"
    )
    assert [one for one in judged(batch[2:], SHIPPED.forms) if one.rule == "R03.2"] == []
