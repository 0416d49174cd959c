"""Standard workbooks for sex-disaggregated statistics: sent out, checked when they return, merged."""

__version__ = "0.1.0"
