"""The nodes of images."""

from bliss._face import Face
from bliss._host import host
from bliss.data.node import DataNode


class LimaImageChannelDataNode(DataNode):
    """The node of a channel of images."""

    class LimaDataView(Face):
        """Some consecutive images, by reference: pixels are fetched when they are asked for."""

        __hash__ = Face.__hash__

        @property
        def from_index(self):
            """The number of its first image in the acquisition."""
            return host.view_from(self)

        @property
        def to_index(self):
            """The number after that of its last image."""
            return host.view_to(self)

        def get_image(self, image_index):
            """An image by its number in the acquisition; -1 is the last of this view."""
            return host.view_image(self, image_index)

        def refresh(self):
            """The same view as it is now, with the images that have come."""
            return host.view_refresh(self)

        def image_references(self):
            """For each image its file, the path in the file, the frame in it, and the format."""
            return host.view_references(self)

        def as_array(self):
            """All its images in one array, one a row."""
            return host.view_items(self, list(range(len(self))))

        def __len__(self):
            return host.view_length(self)

        def __getitem__(self, index):
            if isinstance(index, slice):
                return host.view_items(self, list(range(*index.indices(len(self)))))
            if isinstance(index, (list, tuple)):
                return host.view_items(self, list(index))
            return host.view_item(self, index)

        def __iter__(self):
            return (self[i] for i in range(len(self)))

        def __eq__(self, other):
            return self is other

    @property
    def fullname(self):
        """The name with its device: "lima_simulator:image"."""
        return host.image_fullname(self)

    @property
    def shape(self):
        """Rows and columns of an image."""
        return host.image_shape(self)

    @property
    def dtype(self):
        """The type of a pixel, as numpy calls it."""
        return host.image_dtype(self)

    def get(self, from_index, to_index=None):
        """A view of one image, or of those from from_index up to but not including to_index.

        get(-1) is the last image; get(a, -1) are all from a on. A view of what is not there yet is empty.
        """
        return host.image_get(self, from_index, to_index)

    def __len__(self):
        return host.image_length(self)


LimaDataView = LimaImageChannelDataNode.LimaDataView
