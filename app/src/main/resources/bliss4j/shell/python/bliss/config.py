"""The beamline's configuration."""

from bliss._host import host


class Config:
    """The beamline's devices by their names in the configuration."""

    @property
    def names_list(self):
        """The names of all devices."""
        return host.config_names()

    def get(self, name):
        """The device of that name, whether the session has it or not."""
        return host.config_get(name)

    def __repr__(self):
        return f"Config({', '.join(self.names_list)})"


config = Config()
