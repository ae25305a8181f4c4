"""The nodes of scans, and watching the scans of a session."""

import collections.abc
import sys
import warnings

from bliss._host import host
from bliss.data.node import DataNodeContainer, get_session_node, woken


class Scan(DataNodeContainer):
    """The node of a scan."""

    def get_data(self):
        """The points of all channels so far: a dict of arrays by name."""
        return host.scan_node_data(self)


class PointsSoFar(collections.abc.Mapping):
    """Arrays by full name of channel, up to the points that were told; each is read when it is asked for."""

    def __init__(self, channels):
        self._channels = dict(channels)

    def __getitem__(self, fullname):
        node, end = self._channels[fullname]
        return node.get(0, end)

    def __iter__(self):
        return iter(self._channels)

    def __len__(self):
        return len(self._channels)


def watch_session_scans(
    session_name,
    scan_new_callback,
    scan_new_child_callback,
    scan_data_callback,
    scan_end_callback=None,
    ready_event=None,
    exit_read_fd=None,
):
    """Calls for the scans that begin in a session from now on, until it is stopped with Ctrl-C or kill().

    scan_new_callback(info): a scan has begun; scan_new_child_callback(info, node): a node of it has come.
    scan_data_callback("0d", master, data): data["data"] are the arrays of all numbers so far by full name,
    data["new"] the new ones as pairs of first index and array, data["scan_info"] the scan's info.
    scan_data_callback("1d" or "2d", master, data): data["channel_name"], data["channel_data_node"],
    data["channel_index"] among those of its master, data["scan_info"], data["new"]: the first index, and of spectra the
    array, of images how many.
    scan_end_callback(info): it is over. ready_event: its set() is called once new scans are seen.
    exit_read_fd: a file descriptor; the first byte that can be read there ends it.
    What a callback raises is printed, and it goes on.
    """
    known = {}
    others = {}

    def news(kind, scan, info, *what):
        if kind == "new":
            scan_new_callback(info)
        elif kind == "child":
            scan_new_child_callback(info, *what)
        elif kind == "lost":
            warnings.warn(what[0])
        elif kind == "end":
            known.pop(scan, None)
            others.pop(scan, None)
            if scan_end_callback is not None:
                scan_end_callback(info)
        else:
            points(kind, scan, info, *what)

    def points(kind, scan, info, master, blocks):
        new = {name: (first, block) for name, (node, first, block) in blocks.items()}
        if kind == "0d":
            channels = known.setdefault(scan, {})
            channels.update({name: (node, first + len(block)) for name, (node, first, block) in blocks.items()})
            scan_data_callback(kind, master, {"data": PointsSoFar(channels), "new": new, "scan_info": info})
            return
        for name, (node, first, block) in blocks.items():
            names = others.setdefault(scan, {}).setdefault(master, [])
            if name not in names:
                names.append(name)
            data = {
                "channel_index": names.index(name),
                "channel_name": name,
                "channel_data_node": node,
                "new": new[name],
                "scan_info": info,
            }
            scan_data_callback(kind, master, data)

    watch = host.watch_session(get_session_node(session_name), ready_event)
    with woken(exit_read_fd, watch.close):
        for each in watch:
            try:
                news(*each)
            except Exception:
                sys.excepthook(*sys.exc_info())
