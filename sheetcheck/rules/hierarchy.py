"""Figures of a tree: each parent is the sum of its children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sheetcheck.rule_type import CELL_NAME, Example, Expansion, Fault, Given, Parameter, RuleType, Says, label, operand
from sheetcheck.text import Text


def _expand(given: Given) -> Expansion:
    tree, figure = given.tree("tree"), str(given.values["of"])
    sums = {
        parent: " + ".join(operand(figure.replace("[node]", child)) for child in children)
        for parent, children in tree.items()
    }
    named = label(figure) if CELL_NAME.fullmatch(figure) else Text(*["“{[node].title}”"] * 2)
    return Expansion(
        check=f"{operand(figure)} = [children]",
        loops={"node": tuple(tree)},
        tables={"children": sums},
        message=Text(
            vi=f"{named.vi} ghi {{left}}, nhưng các phần của nó cộng lại được {{right}}",
            en=f"{named.en} is {{left}}, but its parts add up to {{right}}",
        ),
        help=Text(vi=f"Sửa {named.vi} hoặc các phần của nó", en=f"Correct {named.en}, or the parts that make it up"),
    )


def _faults(given: Given) -> Iterator[Fault]:
    """Each node has one parent, and none is above itself."""
    tree = given.tree("tree")
    if "[node]" not in str(given.values["of"]):
        yield Fault("of", str(given.values["of"]), _NO_NODE)
    above: dict[str, str] = {}
    for parent, children in tree.items():
        for child in children:
            if child in above:
                yield Fault("tree", child, _TWICE)
            above[child] = parent
    for start in tree:
        path, node = [start], start
        while (node := above.get(node, "")) and node not in path:
            path.append(node)
        if node == start and start == min(path):
            circle = " → ".join((*reversed(path), path[-1]))
            why = Text(vi=f"nằm trong một vòng: {circle}", en=f"is in a circle: {circle}")
            yield Fault("tree", start, why)


_NO_NODE: Final = Text(
    vi="phải có [node], sẽ lần lượt là từng mục của cây",
    en="must have [node] in it, which stands for each node in turn",
)
_TWICE: Final = Text(vi="là con ở hai chỗ, nên được tính hai lần", en="is a child in two places and counted twice")
_TREE: Final = {"all": ("staff", "leaders"), "staff": ("clerks", "drivers")}

TYPE: Final = RuleType(
    name="hierarchy",
    means=Text(vi="mỗi mục cha bằng các mục con cộng lại", en="each parent is the sum of its children"),
    about=Text(
        vi="Viết một lần cho cả cây nhiều tầng; lỗi báo ở đúng mục cha không khớp. [node] trong of "
        "lần lượt là từng mục.",
        en="Written once for a tree of any depth, and told of the parent that does not fit. [node] "
        "in `of` stands for each "
        "in turn.",
    ),
    parameters={
        "of": Parameter(
            means=Text(
                vi='Số của một mục, ví dụ "[node].total" hoặc "sum(value) filter (where code = \'[node]\')"',
                en='The figure of a node, such as "[node].total" or "sum(value) filter (where code = \'[node]\')"',
            ),
            shape=Says.FIGURE,
            required=True,
        ),
        "tree": Parameter(
            means=Text(vi="Mục cha và các mục con của nó", en="Parents, each with its children"),
            shape=Says.TREE,
            required=True,
        ),
    },
    expand=_expand,
    faults=_faults,
    examples=tuple(
        Example(
            given={"of": "[node].total", "tree": _TREE},
            figures={
                "all.total": whole,
                "staff.total": 5,
                "leaders.total": 2,
                "clerks.total": 4,
                "drivers.total": drivers,
            },
            verdict=verdict,
        )
        for whole, drivers, verdict in ((7, 1, True), (8, 1, False), (7, 2, False), (7, None, None))
    )
    + tuple(
        Example(
            given={"of": "sum(value) filter (where code = '[node]')", "tree": {"A": ("A1", "A2")}},
            records=({"code": "A", "value": 5}, {"code": "A1", "value": 2}, {"code": "A2", "value": other}),
            verdict=verdict,
        )
        for other, verdict in ((3, True), (4, False))
    ),
)
