"""What all faces have in common."""

from bliss._host import host


class Face:
    """Stands for an object of Java."""

    def __init__(self, handle):
        self._handle = handle

    def __eq__(self, other):
        return isinstance(other, Face) and host.same(self, other)

    def __hash__(self):
        return host.hash(self)


class Iterator(Face):
    """Gives one item after the other; a wait for the next ends with Ctrl-C or kill()."""

    def __iter__(self):
        return self

    def __next__(self):
        return host.next(self)

    def signal(self):
        """Has whoever waits for its next item told an EXTERNAL_EVENT."""
        host.iterator_signal(self)

    def close(self):
        """Ends it; who waits for its next item is told that there is none."""
        host.iterator_close(self)
