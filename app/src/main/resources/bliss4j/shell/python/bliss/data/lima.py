"""The nodes of images."""

from bliss.data.node import DataNode


class LimaImageChannelDataNode(DataNode):
    """The node of a channel of images."""
