"""What is done beside the chain of a scan."""

from bliss.scanning.scan import Scan, ScanPreset

__all__ = ["ChainIterationPreset", "ChainPreset", "Scan", "ScanPreset"]


class ChainPreset:
    """Something to be done beside a chain; to be derived from. Whatever a method raises stops the scan."""

    def prepare(self, chain):
        """Before the devices are prepared."""

    def start(self, chain):
        """When all devices are prepared, before the first point."""

    def stop(self, chain):
        """When all devices have stopped."""

    def get_iterator(self, chain):
        """Gives, one by one, a ChainIterationPreset for each point; None for none."""


class ChainIterationPreset:
    """Something to be done beside one point; to be derived from."""

    def prepare(self):
        """The motors are where the point is taken."""

    def start(self):
        """Right before the devices are triggered."""

    def stop(self):
        """The devices have measured."""
