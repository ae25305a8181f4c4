"""What a scan consists of."""

from bliss.scanning.scan import Scan

__all__ = ["Scan"]
