"""Measurement groups: counters that are measured together."""

from bliss._face import Face
from bliss._host import host


class MeasurementGroup(Face):
    """Counters that are measured together; those that are disabled are left out."""

    @property
    def name(self):
        """Its name."""
        return host.group_name(self)

    @property
    def available(self):
        """The names of all its counters."""
        return host.group_available(self)

    @property
    def enabled(self):
        """The names of those that are measured."""
        return host.group_enabled(self)

    @property
    def disabled(self):
        """The names of those that are left out."""
        return host.group_disabled(self)

    def enable(self, *counters):
        """Has counters, or those of these names, measured again."""
        host.group_enable(self, counters)

    def disable(self, *counters):
        """Leaves counters, or those of these names, out."""
        host.group_disable(self, counters)

    def set_active(self):
        """Makes it the group that is measured by scans which name no counter."""
        host.group_activate(self)

    def __repr__(self):
        return f"MeasurementGroup(name={self.name}, enabled={self.enabled}, disabled={self.disabled})"


class ActiveMeasurementGroup(MeasurementGroup):
    """ACTIVE_MG: whichever group is active when it is asked."""

    def __init__(self):
        pass

    @property
    def _handle(self):
        return host.group_active()._handle

    def __repr__(self):
        try:
            return super().__repr__()
        except ValueError as none:
            return str(none)
