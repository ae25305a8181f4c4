"""Arrays, as get_data() and channels give them."""

from bliss._face import Face
from bliss._host import host


def result(array):
    """What an operator gives: Python goes on looking if there is nothing."""
    return NotImplemented if array is None else array


class ndarray(Face):
    """An array of numbers or texts, which behaves as numpy's. It cannot be changed; numpy.array(a) gives one that can."""

    __hash__ = None

    def __repr__(self):
        return host.array_text(self)

    @property
    def shape(self):
        """The lengths of its dimensions."""
        return host.array_shape(self)

    @property
    def dtype(self):
        """The type of an item, as numpy calls it."""
        return host.array_dtype(self)

    @property
    def ndim(self):
        """How many dimensions it has."""
        return len(self.shape)

    @property
    def size(self):
        """How many items it has."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, index):
        return host.array_get(self, index if isinstance(index, tuple) else (index,))

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __contains__(self, item):
        return (self == item).sum() > 0

    def __bool__(self):
        if self.size != 1:
            raise ValueError("the truth of an array with several items is not known: ask (a == b).min() or .max()")
        return bool(self.reshape(1)[0])

    def __float__(self):
        return float(self.reshape(1)[0])

    def __int__(self):
        return int(self.reshape(1)[0])

    def __neg__(self):
        return 0 - self

    def __pos__(self):
        return self

    def __abs__(self):
        return self * (1 - 2 * (self < 0))

    def __add__(self, other):
        return result(host.array_compute("add", self, other, False))

    def __radd__(self, other):
        return result(host.array_compute("add", self, other, True))

    def __sub__(self, other):
        return result(host.array_compute("sub", self, other, False))

    def __rsub__(self, other):
        return result(host.array_compute("sub", self, other, True))

    def __mul__(self, other):
        return result(host.array_compute("mul", self, other, False))

    def __rmul__(self, other):
        return result(host.array_compute("mul", self, other, True))

    def __truediv__(self, other):
        return result(host.array_compute("truediv", self, other, False))

    def __rtruediv__(self, other):
        return result(host.array_compute("truediv", self, other, True))

    def __floordiv__(self, other):
        return result(host.array_compute("floordiv", self, other, False))

    def __rfloordiv__(self, other):
        return result(host.array_compute("floordiv", self, other, True))

    def __mod__(self, other):
        return result(host.array_compute("mod", self, other, False))

    def __rmod__(self, other):
        return result(host.array_compute("mod", self, other, True))

    def __pow__(self, other):
        return result(host.array_compute("pow", self, other, False))

    def __rpow__(self, other):
        return result(host.array_compute("pow", self, other, True))

    def __and__(self, other):
        return result(host.array_compute("and", self, other, False))

    def __rand__(self, other):
        return result(host.array_compute("and", self, other, True))

    def __or__(self, other):
        return result(host.array_compute("or", self, other, False))

    def __ror__(self, other):
        return result(host.array_compute("or", self, other, True))

    def __xor__(self, other):
        return result(host.array_compute("xor", self, other, False))

    def __rxor__(self, other):
        return result(host.array_compute("xor", self, other, True))

    def __eq__(self, other):
        return result(host.array_compare("eq", self, other))

    def __ne__(self, other):
        return result(host.array_compare("ne", self, other))

    def __lt__(self, other):
        return result(host.array_compare("lt", self, other))

    def __le__(self, other):
        return result(host.array_compare("le", self, other))

    def __gt__(self, other):
        return result(host.array_compare("gt", self, other))

    def __ge__(self, other):
        return result(host.array_compare("ge", self, other))

    def min(self):
        """The least item."""
        return host.array_reduce(self, "min")

    def max(self):
        """The greatest item."""
        return host.array_reduce(self, "max")

    def mean(self):
        """The mean of all items."""
        return host.array_reduce(self, "mean")

    def sum(self):
        """The sum of all items."""
        return host.array_reduce(self, "sum")

    def astype(self, dtype):
        """The same numbers as another type, such as "int32"."""
        return host.array_as(self, str(dtype))

    def reshape(self, *lengths):
        """The same items under other lengths."""
        return host.array_reshape(self, lengths[0] if isinstance(lengths[0], (tuple, list)) else lengths)

    def tolist(self):
        """The items as a list, of lists if it has several dimensions."""
        return host.array_list(self)

    def tobytes(self):
        """The numbers as they lie in memory, row by row."""
        return host.array_bytes(self)

    @property
    def __array_interface__(self):
        """By this numpy.asarray takes it."""
        return {
            "version": 3,
            "shape": self.shape,
            "typestr": host.array_descriptor(self),
            "data": host.array_bytes(self),
        }


class Points(dict):
    """Arrays by name of channel."""

    def __repr__(self):
        return host.points_text(self)
