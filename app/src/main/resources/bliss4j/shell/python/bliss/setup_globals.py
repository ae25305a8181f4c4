"""The names of the session: its devices, config, SCAN_SAVING, SCANS and the standard functions."""

from bliss._host import host
from bliss.common.standard import *
from bliss.config import config
from bliss.scanning.scan import ScanHistory, ScanSaving
from bliss.session import load_script

SCANS = ScanHistory()
SCAN_SAVING = ScanSaving()
globals().update(host.session_devices())
