"""Calls in the background, with the names of gevent. Each call has a thread of its own."""

from time import sleep

from bliss._face import Face
from bliss._host import host

__all__ = ["Greenlet", "GreenletExit", "joinall", "killall", "sleep", "spawn"]


class GreenletExit(BaseException):
    """Raised in a greenlet that is killed."""


class Greenlet(Face):
    """A call in the background; spawn() starts one."""

    def kill(self, exception=GreenletExit, block=True, timeout=None):
        """Ends it at once, wherever it is; waits for that unless block is False."""
        host.greenlet_kill(self, block, timeout)

    def join(self, timeout=None):
        """Waits for its end."""
        host.greenlet_join(self, timeout)

    def get(self, block=True, timeout=None):
        """Waits for its end and gives what the function gave, or raises what it raised."""
        return host.greenlet_get(self, timeout if block else 0)

    def ready(self):
        """Whether it has ended."""
        return host.greenlet_over(self)

    @property
    def dead(self):
        """Whether it has ended."""
        return host.greenlet_over(self)

    @property
    def value(self):
        """What the function gave; None before its end."""
        return host.greenlet_value(self)

    @property
    def exception(self):
        """What the function raised; None if it raised nothing."""
        return host.greenlet_exception(self)

    def __bool__(self):
        return not self.dead


def spawn(function, *args, **kwargs):
    """Calls function(*args, **kwargs) in the background."""
    return host.spawn(function, (args, kwargs))


def joinall(greenlets, timeout=None, raise_error=False, count=None):
    """Waits for the ends of all; gives those that have ended when the time is over."""
    return host.greenlets_join(tuple(greenlets), timeout, raise_error)


def killall(greenlets, exception=GreenletExit, block=True, timeout=None):
    """Ends all at once."""
    host.greenlets_kill(tuple(greenlets), block, timeout)


from gevent import event  # noqa: E402  gevent.event.Event needs no import of its own
