"""How scans are shown while they run."""

from bliss._host import host


class ScanDisplay:
    """How scans are shown while they run. SCAN_DISPLAY.counters = [diode] shows the diode alone, [] shows all."""

    __slots__ = ()

    @property
    def counters(self):
        """The full names of the counters that are shown; none means all. Set it to counters."""
        return tuple(host.display_counters())

    @counters.setter
    def counters(self, counters):
        host.display_set_counters(tuple(counters))

    @property
    def auto(self):
        """Whether scans are shown at all."""
        return host.display_auto()

    @auto.setter
    def auto(self, wanted):
        host.display_set_auto(wanted)

    def __repr__(self):
        return f"ScanDisplay(auto={self.auto}, counters={', '.join(self.counters) or 'all'})"
