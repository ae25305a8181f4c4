"""Motors."""

from bliss._face import Face
from bliss._host import host


class Axis(Face):
    """A motor; positions are in its unit."""

    @property
    def name(self):
        """Its name."""
        return host.axis_name(self)

    @property
    def unit(self):
        """The unit of positions; None if it has none."""
        return host.axis_unit(self)

    @property
    def position(self):
        """Where it is now."""
        return host.axis_position(self)

    @property
    def dial(self):
        """Where it is now in the controller's own units."""
        return host.axis_dial(self)

    @property
    def limits(self):
        """The lowest and the highest position it may be sent to."""
        return host.axis_limits(self)

    def move(self, position):
        """Moves it there and waits until it has arrived."""
        host.move((self, position), False)

    def rmove(self, distance):
        """Moves it by that much and waits until it has arrived."""
        host.move((self, distance), True)

    def stop(self):
        """Stops it at once."""
        host.axis_stop(self)

    def __repr__(self):
        return f"Axis(name={self.name}, position={self.position}, unit={self.unit}, limits={self.limits})"
