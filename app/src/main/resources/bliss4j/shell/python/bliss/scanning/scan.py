"""Scans that were run here, and SCANS."""

from bliss._face import Face
from bliss._host import host
from bliss.scanning.scan_saving import ScanSaving

__all__ = ["Scan", "ScanHistory", "ScanPreset", "ScanSaving"]


class ScanPreset:
    """Something to be done beside a scan; to be derived from. Whatever a method raises stops the scan."""

    def prepare(self, scan):
        """The scan has its number; no device is prepared yet."""

    def start(self, scan):
        """All devices are prepared; the first point is next."""

    def stop(self, scan):
        """All devices have stopped."""


class Scan(Face):
    """A scan; SCANS holds the last ones."""

    def run(self):
        """Runs it and waits for its end. A scan runs once."""
        host.scan_run(self)

    def abort(self):
        """Stops it; axes stop at once."""
        host.scan_abort(self)

    def add_preset(self, preset):
        """Has it do this, too: a ScanPreset; before it is run."""
        host.scan_add_preset(self, preset)

    @property
    def name(self):
        """What it is called: "ascan"."""
        return host.scan_name(self)

    @property
    def number(self):
        """Its number; None before it has run."""
        return host.scan_number(self)

    @property
    def state(self):
        """IDLE, PREPARING, STARTING, STOPPING, DONE, ABORTED or FAILED."""
        return host.scan_state(self)

    @property
    def node(self):
        """Its node in the tree; None before it has run."""
        return host.scan_node(self)

    @property
    def scan_info(self):
        """What is known about it, as a dict."""
        return host.node_info(self.node)

    @property
    def filename(self):
        """The file it is saved in; None if it is not saved."""
        return host.scan_file(self)

    @property
    def degraded(self):
        """What is wrong with its file or its publication at the moment, one line each."""
        return host.scan_degraded(self)

    def get_data(self):
        """Its points so far: a dict of arrays by name of channel."""
        return host.scan_data(self)

    def peak(self, counter, axis=None):
        """Where a counter was highest; axis names one of several motors."""
        return host.scan_aligned(self, "peak", counter, axis, False)

    def com(self, counter, axis=None):
        """The centre of mass of a counter."""
        return host.scan_aligned(self, "com", counter, axis, False)

    def cen(self, counter, axis=None):
        """Centre and width of a counter at half its height."""
        return host.scan_aligned(self, "cen", counter, axis, False)

    def fwhm(self, counter, axis=None):
        """The width of a counter at half its height."""
        return host.scan_aligned(self, "fwhm", counter, axis, False)

    def goto_peak(self, counter, axis=None):
        """Sends the motor where a counter was highest."""
        host.scan_goto(self, "peak", counter, axis)

    def goto_com(self, counter, axis=None):
        """Sends the motor to the centre of mass of a counter."""
        host.scan_goto(self, "com", counter, axis)

    def goto_cen(self, counter, axis=None):
        """Sends the motor to the centre of a counter."""
        host.scan_goto(self, "cen", counter, axis)

    def where(self):
        """Prints where its motors are."""
        for axis in host.scan_axes(self):
            print(f"{axis.name} {axis.position}")

    def __repr__(self):
        return host.scan_text(self)


class ScanHistory:
    """The last scans that have ended, the newest last."""

    maxlen = 20

    def __len__(self):
        return len(host.scans_all())

    def __getitem__(self, index):
        return host.scans_all()[index]

    def __iter__(self):
        return iter(host.scans_all())

    def __repr__(self):
        return host.scans_text()
