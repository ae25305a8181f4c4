"""The names of the session: its devices, config, SCAN_SAVING, SCANS and the standard functions."""

from bliss._host import host as _host
from bliss.common.measurementgroup import ActiveMeasurementGroup
from bliss.common.standard import *
from bliss.config import config
from bliss.scanning.default import DefaultAcquisitionChain
from bliss.scanning.display import ScanDisplay
from bliss.scanning.scan import ScanHistory, ScanSaving
from bliss.session import Session, load_script

ACTIVE_MG = ActiveMeasurementGroup()
DEFAULT_CHAIN = DefaultAcquisitionChain()
SCANS = ScanHistory()
SCAN_SAVING = ScanSaving(_host.session_name())
SCAN_DISPLAY = ScanDisplay()
globals().update({_host.session_name(): Session(), **_host.session_devices()})
