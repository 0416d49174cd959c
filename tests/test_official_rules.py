"""The 18 generic rules of the ESSnet "ValiDat Foundation", each written in YAML: valid, invalid, undecided.

The catalogue is in `data/official_rules`. A case is a return; what a rule says of it is read off the whole way from cells
to findings. `?` in a figure is a text that cannot be read as a number.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sheetcheck.catalogue import load_catalogue
from sheetcheck.judgement import judged
from sheetcheck.tally import verdicts_of
from sheetcheck.testing.batch import taken_in
from sheetcheck.testing.changes import parsed
from sheetcheck.testing.drawing import issued_to, returned

CATALOGUE = load_catalogue(Path(__file__).parent / "data" / "official_rules")
HELD, BROKEN, UNDECIDED = "held", "broken", "undecided"


def people(*records: str) -> str:
    """`A head 40`, and more as `field=value`: household, role, age."""
    lines = []
    for number, record in enumerate(records, 1):
        household, role, age, *more = record.split()
        lines.append(" ".join([f"82.{number} household={household} role={role} age={age}", *more]))
    return ";".join(lines)


def sales(*records: str) -> str:
    """`x` and more as `field=value`: a line of a product."""
    lines = []
    for number, record in enumerate(records, 1):
        product, *more = record.split()
        what = [] if any(one.startswith("what=") for one in more) else ["what=sale"]
        lines.append(" ".join([f"83.{number} product={product}", *what, *more]))
    return ";".join(lines)


NORTH = ("x region=N value=4", "x region=N1 value=1", "x region=N2 value=3")
CASES = [
    # 1 range
    ("range", "81.share=100", HELD),
    ("range", "81.share=101", BROKEN),
    ("range", "81.turnover=1", UNDECIDED),
    ("range", "81.share=a?", UNDECIDED),
    # 2 balance
    ("balance", "81.turnover=10;81.costs=7;81.profit=3", HELD),
    ("balance", "81.turnover=10;81.costs=7;81.profit=2", BROKEN),
    ("balance", "81.turnover=10;81.costs=7", UNDECIDED),
    # 3 share of a level
    ("share_of_level", sales("x region=N value=5", "x region=S value=5"), HELD),
    ("share_of_level", sales("x region=N value=6", "x region=S value=5"), BROKEN),
    ("share_of_level", sales("x region=N value=6", "x region=S"), UNDECIDED),
    # 4 price jumps
    ("price_jump", sales("x quarter=1 price=10", "x quarter=2 price=15", "y quarter=1 price=90"), HELD),
    ("price_jump", sales("x quarter=1 price=10", "x quarter=2 price=16"), BROKEN),
    ("price_jump", sales("x quarter=1", "x quarter=2"), UNDECIDED),
    ("price_jump", sales("x quarter=1 price=10", "x quarter=2 price=16", "x quarter=3 price=a?"), UNDECIDED),
    # 5 grandparent's age
    ("grandparent", people("A grandparent 62", "A grandchild 32", "B grandchild 50"), HELD),
    ("grandparent", people("A grandparent 62", "A grandchild 33"), BROKEN),
    ("grandparent", people("A grandparent 62", "B grandchild 33"), UNDECIDED),
    # 6 conditional equality
    ("conditional", "81.staff=0;81.wages=0", HELD),
    ("conditional", "81.staff=2;81.wages=9", HELD),
    ("conditional", "81.staff=0;81.wages=9", BROKEN),
    ("conditional", "81.wages=9", UNDECIDED),
    # 7 ratio
    ("ratio", "81.staff=2;81.wages=20", HELD),
    ("ratio", "81.staff=2;81.wages=9", BROKEN),
    ("ratio", "81.staff=0;81.wages=9", UNDECIDED),
    # 8 key lookup
    ("lookup", sales("x what=product", "x", "x"), HELD),
    ("lookup", sales("x what=product", "y"), BROKEN),
    ("lookup", sales("y what=_"), UNDECIDED),
    ("other_list", f"{sales('x')};84.1 code=x;84.2 code=y", HELD),
    ("other_list", f"{sales('z')};84.1 code=x;84.2 code=y", BROKEN),
    ("other_list", sales("x"), UNDECIDED),
    ("code_list", sales("x region=N"), HELD),
    ("code_list", sales("x region=E"), BROKEN),
    ("code_list", sales("x"), UNDECIDED),
    # 9 all
    ("all", people("A head 40", "A other 120"), HELD),
    ("all", people("A head 40", "A other 121"), BROKEN),
    ("all", people("A head 40", "A other _"), UNDECIDED),
    # 10 any
    ("any", people("A head 40", "A other 3"), HELD),
    ("any", people("A head 17", "A other 3"), BROKEN),
    ("any", people("A head 17", "A other _"), UNDECIDED),
    # 11 exactly one
    ("exactly_one", people("A head 40", "A other 3"), HELD),
    ("exactly_one", people("A head 40", "A head 41"), BROKEN),
    ("exactly_one", people("A other 40", "A other 3"), BROKEN),
    ("exactly_one", people("A _ 40", "A other 3"), UNDECIDED),
    # 12 set inclusion
    ("inclusion", sales("x unit=kg", "x unit=l"), HELD),
    ("inclusion", sales("x unit=kg", "x unit=m"), BROKEN),
    ("inclusion", sales("x unit=kg", "x"), UNDECIDED),
    # 13 at most one of these cells
    ("at_most_one", "81.private=1", HELD),
    ("at_most_one", "81.turnover=1", HELD),
    ("at_most_one", "81.private=1;81.public=1", BROKEN),
    ("at_most_one", "81.private=1;81.public=1;81.foreign_owned=a?", UNDECIDED),
    # 14 all combinations present
    ("combinations", sales(*(f"x region={r} quarter={q}" for r in "NS" for q in (1, 2))), HELD),
    ("combinations", sales("x region=N quarter=1", "x region=N quarter=2", "x region=S quarter=1"), BROKEN),
    ("combinations", sales("x region=N", "x quarter=2"), UNDECIDED),
    # 15 functional dependency
    ("dependency", people("A head 40 postcode=1 town=X", "B head 40 postcode=1 town=X"), HELD),
    ("dependency", people("A head 40 postcode=1 town=X", "B head 40 postcode=1 town=Y"), BROKEN),
    ("dependency", "81.share=1", UNDECIDED),
    # 16 hierarchy totals
    ("totals", sales("x region=VN value=9", *NORTH, "x region=S value=5"), HELD),
    ("totals", sales("x region=VN value=9", *NORTH, "x region=S value=4"), BROKEN),
    ("totals", sales("x region=VN value=9", "x region=N value=a?", *NORTH[1:], "x region=S value=5"), UNDECIDED),
    # 17 group counts
    ("group_count", people("A head 40 size=2", "A other 3"), HELD),
    ("group_count", people("A head 40 size=3", "A other 3"), BROKEN),
    ("group_count", people("A head 40", "A other 3"), UNDECIDED),
    # 18 contiguous numbering
    ("contiguous", people("A head 40 number=2", "A other 3 number=1", "B head 30 number=1"), HELD),
    ("contiguous", people("A head 40 number=1", "A other 3 number=3"), BROKEN),
    ("contiguous", people("A head 40 number=1", "A other 3 number=1"), BROKEN),
    ("contiguous", people("A head 40", "A other 3"), UNDECIDED),
]  # fmt: skip


@cache
def said() -> tuple[str, ...]:
    """What the rule of each case says of its return; all are one batch, as if each came from another commune."""
    batch = [
        taken_in(CATALOGUE, str(number), returned(CATALOGUE, issued_to("06331", "2026"), dict(parsed(figures))))
        for number, (_, figures, _) in enumerate(CASES)
    ]
    verdicts = verdicts_of(CATALOGUE.forms, batch, judged(batch, CATALOGUE.forms))
    return tuple(verdicts[rule][number] for number, (rule, _, _) in enumerate(CASES))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{rule}: {verdict}" for rule, _, verdict in CASES])
def test_a_generic_rule_is(number: int) -> None:
    assert said()[number] == CASES[number][2]


def test_all_18_are_there_and_each_is_tried_three_ways() -> None:
    names = {rule for rule, _, _ in CASES}
    assert names == {rule.id for form in CATALOGUE.forms.values() for rule in form.rules}
    assert len(names - {"code_list", "other_list"}) == 18
    assert all({verdict for rule, _, verdict in CASES if rule == name} == {HELD, BROKEN, UNDECIDED} for name in names)
