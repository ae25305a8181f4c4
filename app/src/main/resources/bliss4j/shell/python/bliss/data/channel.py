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
    def short_name(self):
        """The name without its device: "roby"."""
        return self.name

    @property
    def alias(self):
        """Another name that users gave it; None if it has none."""
        return host.channel_alias(self)

    @property
    def has_alias(self):
        """Whether it has another name."""
        return self.alias is not None

    @property
    def alias_or_name(self):
        """The alias if it has one, else the name."""
        return self.alias or self.name

    @property
    def alias_or_fullname(self):
        """The alias if it has one, else the name with its device."""
        return self.alias or self.fullname

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

    def get_as_array(self, from_index, to_index=None):
        """The same points as get(), always as an array: also one point, or none."""
        if to_index is None:
            last = len(self)
            from_index = max(0, last - 1) if from_index == -1 else from_index
            to_index = min(last, from_index + 1) if from_index < last else from_index
        return host.channel_get(self, from_index, to_index)

    def __getitem__(self, index):
        """channel[0], channel[-1], channel[2:8:2]: as of an array that has all points so far."""
        length = len(self)
        if isinstance(index, slice):
            start, stop, step = index.indices(length)
            if step > 0:
                return self.get(start, max(start, stop))[::step]
            return self.get(stop + 1, max(stop, start) + 1)[::step]
        place = index + length if index < 0 else index
        if not 0 <= place < length:
            raise IndexError(f"index {index} of {self.db_name}, which has {length} points")
        return self.get(place)

    def __len__(self):
        return host.channel_length(self)
