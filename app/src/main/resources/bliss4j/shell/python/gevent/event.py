"""Signals between calls in the background."""

import threading


class Event(threading.Event):
    """Something that others wait for."""

    ready = threading.Event.is_set
