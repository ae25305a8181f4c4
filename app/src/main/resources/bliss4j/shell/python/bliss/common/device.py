"""Devices of no kind known here."""

from bliss._face import Face
from bliss._host import host


class Device(Face):
    """A device."""

    def __repr__(self):
        return host.device_text(self)
