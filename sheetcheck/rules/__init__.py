"""Named types of rules: each module is one, found by walking this package.

A type is a shorter way to write an expression that many rules share, with sentences of its own: `sum_of`, `part_whole`,
`unique`. To add one, add a module with a frozen `TYPE`; the vocabulary of the definition files, the JSON Schemas for
editors, the documentation and the tests take it from there. Modules whose names begin with an underscore hold what
several types share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sheetcheck.discovery import gather, modules
from sheetcheck.rule_type import CELL_NAME as CELL_NAME
from sheetcheck.rule_type import DAY as DAY
from sheetcheck.rule_type import EXPECTED as EXPECTED
from sheetcheck.rule_type import Example as Example
from sheetcheck.rule_type import Expansion as Expansion
from sheetcheck.rule_type import Fault as Fault
from sheetcheck.rule_type import Given as Given
from sheetcheck.rule_type import Parameter as Parameter
from sheetcheck.rule_type import RuleType as RuleType
from sheetcheck.rule_type import Says as Says
from sheetcheck.rule_type import Standing as Standing
from sheetcheck.rule_type import Value as Value
from sheetcheck.rule_type import operand as operand
from sheetcheck.rule_type import quoted as quoted

TYPES: Final[Mapping[str, RuleType]] = gather(
    (module.__name__, module.TYPE.name, module.TYPE) for module in modules(__name__, __path__)
)
