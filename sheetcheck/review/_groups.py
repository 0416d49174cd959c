"""Statements that hang together by the cells they speak of: what shares no cell cannot clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheetcheck.expression import Name
from sheetcheck.expression.domain import Domain
from sheetcheck.expression.tree import Node, Ref, substituted
from sheetcheck.review._statements import Cells, Statement, all_names, is_day, limits_of


@dataclass(frozen=True)
class Group:
    """Statements, their cells, and what the computed ones among these are computed from."""

    statements: tuple[Statement, ...]
    names: tuple[Name, ...]
    given: Mapping[Name, Node]
    cells: Cells

    @property
    def domains(self) -> Mapping[Name, Domain]:
        return {name: self.cells.domain(name) for name in self.names}

    @property
    def shape(self) -> object:
        """The same for groups that differ only in which cells they are about: these have one answer."""
        plain: dict[Name, Node] = {
            name: name_node if is_day(name) else Ref(Name("", "", str(index)))
            for index, name in enumerate(self.names)
            for name_node in (Ref(name),)
        }
        return (
            tuple(substituted(one.node, plain) for one in self.statements),
            tuple((plain[name], substituted(node, plain)) for name, node in self.given.items()),
            tuple((self.cells.domain(name), limits_of(self.cells, name)) for name in self.names),
        )


def groups(statements: Sequence[Statement], cells: Cells) -> Iterator[Group]:
    """The groups, each with its names in order of writing."""
    given = _given(statements, cells)
    heads: dict[Name, Name] = {}

    def head(name: Name) -> Name:
        while heads.setdefault(name, name) != name:
            name = heads[name]
        return name

    for first, *others in _ties(statements, given):
        for other in others:
            heads[head(other)] = head(first)
    members: dict[Name, list[Statement]] = {}
    for one in statements:
        own = [name for name in one.names if not is_day(name)]
        if own:
            members.setdefault(head(own[0]), []).append(one)
    for some in members.values():
        yield _group(tuple(some), given, cells)


def _given(statements: Sequence[Statement], cells: Cells) -> Mapping[Name, Node]:
    """The computed cells that the statements need, directly or through others."""
    found: dict[Name, Node] = {}
    waiting = [name for one in statements for name in one.names]
    seen: set[Name] = set()
    while waiting:
        name = waiting.pop()
        node = None if name in seen or is_day(name) else cells.given(name)
        seen.add(name)
        if node is not None:
            found[name] = node
            waiting += all_names([node])
    return found


def _ties(statements: Sequence[Statement], given: Mapping[Name, Node]) -> Iterator[list[Name]]:
    """Names that stand together, of cells only."""
    for names in (*(one.names for one in statements), *((name, *all_names([node])) for name, node in given.items())):
        own = [name for name in names if not is_day(name)]
        if own:
            yield own


def _group(statements: tuple[Statement, ...], given: Mapping[Name, Node], cells: Cells) -> Group:
    names = list(all_names(one.node for one in statements))
    for name in names:  # grows by what computed cells need
        names += [needed for needed in all_names([given[name]]) if needed not in names] if name in given else []
    return Group(statements, tuple(names), {name: given[name] for name in names if name in given}, cells)
