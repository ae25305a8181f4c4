"""Counters."""

from bliss._face import Face
from bliss._host import host


class Counter(Face):
    """Something that can be measured."""

    @property
    def name(self):
        """Its name."""
        return host.counter_name(self)

    @property
    def fullname(self):
        """The name with its device: "diode:diode"."""
        return host.counter_fullname(self)

    @property
    def unit(self):
        """The unit; None if it has none."""
        return host.counter_unit(self)

    def __repr__(self):
        return f"Counter(fullname={self.fullname}, unit={self.unit})"
