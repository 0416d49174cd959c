"""The consolidated workbook: everything a consolidation says as sheets, and its data read back."""

from sheetcheck.consolidated.data import Mismatch, is_consolidated, read_consolidated
from sheetcheck.consolidated.workbook import write_consolidated

__all__ = ["Mismatch", "is_consolidated", "read_consolidated", "write_consolidated"]
