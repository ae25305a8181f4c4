"""Arrays, as get_data() and channels give them."""

from bliss._face import Face
from bliss._host import host


class ndarray(Face):
    """An array of numbers or texts. It cannot be changed."""

    __hash__ = None

    def __repr__(self):
        return host.array_text(self)

    def __len__(self):
        return host.array_length(self)

    @property
    def shape(self):
        """The lengths of its dimensions."""
        return host.array_shape(self)

    @property
    def dtype(self):
        """The type of an item, as numpy calls it."""
        return host.array_dtype(self)

    def __getitem__(self, index):
        return host.array_row(self, index)

    def tolist(self):
        """The items as a list, of lists if it has several dimensions."""
        return host.array_list(self)


class Points(dict):
    """Arrays by name of channel."""

    def __repr__(self):
        return host.points_text(self)
