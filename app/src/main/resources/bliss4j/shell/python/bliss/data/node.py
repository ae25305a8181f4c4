"""The tree of the data: get_node("test_session") and what it gives."""

import contextlib
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


def get_session_node(name):
    """The node of a session, also of one that has no data yet."""
    return host.session_node(name)


def get_last_saved_scan(parent):
    """The last scan below a node that is saved in a file; None if there is none."""
    return host.node_last_saved_scan(parent)


def get_last_scan_filename(parent):
    """The file of the last scan below a node that is saved; None if there is none."""
    scan = get_last_saved_scan(parent)
    return None if scan is None else scan.info["filename"]


def set_ttl(db_name):
    """See DataNode.set_ttl."""
    node = get_node(db_name)
    if node is not None:
        node.set_ttl()


def is_zerod(node):
    """Whether it is a channel whose points are single numbers or texts."""
    return node.type == "channel" and node.shape == ()


def _matching(filter):
    """A function of a node that says what walk() understands by a filter."""
    if filter is None:
        return lambda node: True
    if callable(filter):
        return filter
    types = (filter,) if isinstance(filter, str) else tuple(filter)
    return lambda node: node.type in types


@contextlib.contextmanager
def woken(fd, action):
    """Calls action once when something can be read from a file descriptor; None for none."""
    if fd is None:
        yield
        return
    import select

    import gevent

    def wait():
        while not select.select([fd], [], [], 0.2)[0]:
            pass
        action()

    waiting = gevent.spawn(wait)
    try:
        yield
    finally:
        waiting.kill(block=False)


class DataNodeIterator:
    """Walks through a node and all below it, and follows what happens there.

    wakeup_fd: a file descriptor; when something can be read there wait_for_event gives (EXTERNAL_EVENT, None).
    """

    EVENTS = event

    def __init__(self, node, wakeup_fd=None):
        self._node = node
        self._wakeup_fd = wakeup_fd
        self._ahead = None

    @property
    def node(self):
        """Where it starts."""
        if self._node is None:
            raise ValueError("there is no node to start from: get_node gives None for a name that is not there")
        return self._node

    def children_event_register(self):
        """Notes from now on what happens, for wait_for_event."""
        return host.node_walk_on_new_events(self.node, None, None)

    def jumpahead(self):
        """Takes all that exists as seen: wait_for_event gives only what comes after this call."""
        self._ahead = self.children_event_register()

    def wait_for_event(self, pubsub=None, filter=None):
        """Pairs of event and node, without end, from when children_event_register gave pubsub, or jumpahead was called."""
        live = pubsub or self._ahead or self.children_event_register()
        self._ahead = None
        return self._events(live, _matching(filter))

    def _events(self, live, matches):
        with woken(self._wakeup_fd, live.signal):
            for kind, node in live:
                if node is None or matches(node):
                    yield kind, node

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


class Info(dict):
    """What is known about a node. It is a copy: a change of it changes nothing that is stored."""

    def get_all(self):
        """All of it, as a dict."""
        return dict(self)


class DataNode(Face):
    """A node of the tree. Each question is answered by what is stored at that moment."""

    EVENTS = event
    default_time_to_live = 86400
    new_node = False  # nodes are made by scans, not by those who read

    @staticmethod
    def exists(name, parent=None):
        """Whether a node has a child of that name; without parent, whether there is a node of that db_name."""
        if parent is None:
            return get_node(name) is not None
        return any(child.name == name for child in parent.children())

    @property
    def name(self):
        """The short name."""
        return host.node_name(self)

    @property
    def fullname(self):
        """The name; of a channel with its device."""
        return self.name

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
        return Info(host.node_info(self))

    def set_ttl(self):
        """Lets its scan, if it has ended, expire in a day from now, and what is above it later."""
        host.node_expire(self)

    def connect(self, signal, callback):
        """Calls callback(event, node) whenever signal happens here or below, from now on; kill() of what it gives ends that.

        signal: one of EVENTS or its name, such as "NEW_NODE"; None for all.
        """
        import gevent

        wanted = tuple(event) if signal is None else (event[signal] if isinstance(signal, str) else event(signal),)
        live = self.walk_on_new_events()

        def listen():
            for kind, node in live:
                if kind in wanted:
                    callback(kind, node)

        return gevent.spawn(listen)

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

    def children(self, from_id=0, to_id=-1):
        """The nodes right below, in the order in which they were made.

        from_id, to_id: only those from one up to but not including another; -1 is the end.
        """
        all = host.node_children(self)
        return all[from_id:] if to_id == -1 else all[from_id:to_id]

    @property
    def last_child(self):
        """The child that was made last; None if there is none."""
        return host.node_last_child(self)
