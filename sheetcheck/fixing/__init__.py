"""A copy of the unit's own workbook in which cells say what was read anyway, and what somebody asked to be applied.

`plan` decides in the parent which cells; a worker makes the copy (`copying`), as everything that opens a returned file;
everything else in it stays byte by byte. `log` tells every cell, and the original is not touched.
"""
