"""What a session has besides its devices."""

from bliss._host import host
from bliss.common import scans
from bliss.common.scans import *
from bliss.data.node import get_node, get_nodes

__all__ = [*scans.__all__, "get_node", "get_nodes", "mv", "mvr", "wa"]


def mv(*motors_and_positions):
    """Moves motors and waits until all have arrived. Example: mv(roby, 3, robz, 0.5)"""
    host.move(motors_and_positions, False)


def mvr(*motors_and_distances):
    """Moves motors by distances and waits until all have arrived. Example: mvr(roby, -1)"""
    host.move(motors_and_distances, True)


def wa():
    """Prints where all motors of the session are."""
    print(host.positions_text())
