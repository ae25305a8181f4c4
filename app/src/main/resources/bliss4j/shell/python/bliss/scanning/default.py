"""DEFAULT_CHAIN: what all scans of the session have."""

from bliss._host import host
from bliss.scanning.chain import ChainPreset
from bliss.scanning.scan import ScanPreset


class DefaultAcquisitionChain:
    """What all scans of the session have beside their devices."""

    def add_preset(self, preset):
        """Has every scan from now on do this, too: a ChainPreset or a ScanPreset."""
        if isinstance(preset, ChainPreset):
            host.chain_add_chain_preset(preset, id(preset))
        elif isinstance(preset, ScanPreset):
            host.chain_add_scan_preset(preset, id(preset))
        else:
            raise TypeError(f"expected a ChainPreset or a ScanPreset, not {preset!r}")

    def remove_preset(self, preset):
        """Takes a preset away again."""
        if not host.chain_remove_preset(id(preset)):
            raise ValueError(f"{preset!r} is not among the presets")

    def __repr__(self):
        return "DEFAULT_CHAIN: add_preset(preset) has all scans do something more"
