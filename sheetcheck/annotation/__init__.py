"""The annotated return: a copy of the unit's own workbook with what was found in it, to be corrected and sent again.

The copy keeps everything: new parts are added to the package, and the parts that must know of them change by a few
bytes each. Faulty cells are coloured by a condition (their own style stays), have a comment with sentence and remedy,
and a first sheet lists everything with links. An annotation of before is taken out first.

`wording` makes the sentences, `package` the copy, in a worker as everything that opens a returned file (`copying`).
"""
