"""Cameras."""

from bliss._face import Face
from bliss._host import host


class Lima(Face):
    """A camera: counts with it take its images, and what is counted in parts of them."""

    @property
    def name(self):
        """Its name."""
        return host.camera_name(self)

    @property
    def shape(self):
        """Rows and columns of an image."""
        return host.camera_shape(self)

    @property
    def dtype(self):
        """The type of a pixel, as numpy calls it."""
        return host.camera_dtype(self)

    @property
    def counters(self):
        """What it measures: its images first, then the values of its ROIs."""
        return host.camera_counters(self)

    @property
    def image(self):
        """Its images alone: ct(0.1, lima_simulator.image)"""
        return host.camera_counters(self)[0]

    @property
    def saving_format(self):
        """In what files a scan has it save: "EDF", "HDF5", "HDF5GZ", "HDF5LZ4", "HDF5BS"."""
        return host.camera_format(self)

    @saving_format.setter
    def saving_format(self, value):
        host.camera_save(self, value, None)

    @property
    def saving_frame_per_file(self):
        """How many images it saves in a file."""
        return host.camera_frames(self)

    @saving_frame_per_file.setter
    def saving_frame_per_file(self, value):
        host.camera_save(self, None, value)

    def __repr__(self):
        return host.device_text(self)
