"""The nodes of scans."""

from bliss._host import host
from bliss.data.node import DataNodeContainer


class Scan(DataNodeContainer):
    """The node of a scan."""

    def get_data(self):
        """The points of all channels so far: a dict of arrays by name."""
        return host.scan_node_data(self)
