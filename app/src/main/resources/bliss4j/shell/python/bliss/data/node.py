"""The tree of the data: get_node("test_session") and what it gives."""

import enum

from bliss._face import Face
from bliss._host import host


class event(enum.IntEnum):
    """What happens in the tree."""

    NEW_NODE = 1
    NEW_CHILD = 1
    NEW_DATA_IN_CHANNEL = 2
    END_SCAN = 3
    PREPARED_SCAN = 4
    EXTERNAL_EVENT = 5
    DATA_LOST = 6

    __str__ = enum.Enum.__str__


EVENTS = event


def get_node(db_name):
    """The node of that name, such as "test_session"; None if there is none."""
    return host.get_node(db_name)


def get_nodes(*db_names):
    """The nodes of these names, None where there is none."""
    return host.get_nodes(db_names)


def sessions_list():
    """The nodes of all sessions that have data."""
    return host.sessions_list()


class DataNodeIterator:
    """Walks through a node and all below it, and follows what happens there."""

    EVENTS = event

    def __init__(self, node):
        self.node = node

    def walk(self, filter=None, wait=True, ready_event=None):
        """Nodes that exist, depth first; with wait then each new one, without end.

        filter: None, a type such as "scan", several types, or a function of the node.
        ready_event: its set() is called once all that existed have been given.
        """
        return host.node_walk(self.node, filter, wait, ready_event)

    def walk_events(self, filter=None, ready_event=None):
        """Pairs of event and node: first of what exists, then of what happens, without end."""
        return host.node_walk_events(self.node, filter, ready_event)

    def walk_from_last(self, filter=None, wait=True, include_last=True, ready_event=None):
        """The last node that exists, then with wait each new one."""
        return host.node_walk_from_last(self.node, filter, wait, include_last, ready_event)

    def walk_on_new_events(self, filter=None, ready_event=None):
        """Pairs of event and node of what happens from now on."""
        return host.node_walk_on_new_events(self.node, filter, ready_event)


class DataNode(Face):
    """A node of the tree. Each question is answered by what is stored at that moment."""

    @property
    def name(self):
        """The short name."""
        return host.node_name(self)

    @property
    def db_name(self):
        """The name in the database, for get_node."""
        return host.node_db_name(self)

    @property
    def type(self):
        """"container", "scan", "channel", "lima", or None for a device of a scan."""
        return host.node_type(self)

    @property
    def parent(self):
        """The node above; None for a session."""
        return host.node_parent(self)

    @property
    def info(self):
        """All that is known about it, as a dict."""
        return host.node_info(self)

    @property
    def iterator(self):
        """A DataNodeIterator from this node on."""
        return DataNodeIterator(self)

    def walk(self, filter=None, wait=True, ready_event=None):
        """See DataNodeIterator.walk."""
        return host.node_walk(self, filter, wait, ready_event)

    def walk_events(self, filter=None, ready_event=None):
        """See DataNodeIterator.walk_events."""
        return host.node_walk_events(self, filter, ready_event)

    def walk_from_last(self, filter=None, wait=True, include_last=True, ready_event=None):
        """See DataNodeIterator.walk_from_last."""
        return host.node_walk_from_last(self, filter, wait, include_last, ready_event)

    def walk_on_new_events(self, filter=None, ready_event=None):
        """See DataNodeIterator.walk_on_new_events."""
        return host.node_walk_on_new_events(self, filter, ready_event)


class DataNodeContainer(DataNode):
    """A session, a directory, or a device of a scan: a node with nodes below it."""

    def children(self):
        """The nodes right below, in the order in which they were made."""
        return host.node_children(self)

    @property
    def last_child(self):
        """The child that was made last; None if there is none."""
        return host.node_last_child(self)
