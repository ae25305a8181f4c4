"""The nodes of channels."""

from bliss._host import host
from bliss.data.node import DataNode


class ChannelDataNode(DataNode):
    """The node of a channel: one value, or one array, a point."""

    @property
    def fullname(self):
        """The name with its device: "axis:roby"."""
        return host.channel_fullname(self)

    @property
    def shape(self):
        """The shape of one point: () for a number."""
        return host.channel_shape(self)

    @property
    def dtype(self):
        """The type of a number, as numpy calls it."""
        return host.channel_dtype(self)

    @property
    def unit(self):
        """The unit; None if it has none."""
        return host.channel_unit(self)

    def get(self, from_index, to_index=None):
        """One point, or those from from_index up to but not including to_index.

        get(-1) is the last point, None before the first; get(a, -1) are all from a on.
        """
        return host.channel_get(self, from_index, to_index)

    def __len__(self):
        return host.channel_length(self)
