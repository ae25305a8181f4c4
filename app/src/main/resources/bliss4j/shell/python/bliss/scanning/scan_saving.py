"""SCAN_SAVING: where scans are saved."""

from bliss._face import Face
from bliss._functions import kept
from bliss._host import host


class ScanSaving(Face):
    """Where scans are saved. SCAN_SAVING.template = '{session}/{s_name}/' sets a parameter.

    A parameter may be a function of SCAN_SAVING, asked whenever a template names it. ScanSaving() makes parameters of its
    own, which nobody else sees.
    """

    def __init__(self, name=None):
        object.__setattr__(self, "_handle", host.saving_handle(name))

    def add(self, key, value=None):
        """Makes a new parameter, which templates may then name."""
        host.saving_add(self, key, kept(key, value))

    def remove(self, name):
        """Removes a parameter that was added, remove('.s_name'), or a set of parameters, remove('night')."""
        host.saving_remove(self, name)

    def switch(self, name, copy=None):
        """Uses another set of parameters; one that is not there is made, perhaps as a copy of another."""
        host.saving_switch(self, name, copy)

    @property
    def instances(self):
        """The names of all sets of parameters."""
        return host.saving_sets(self)

    @property
    def current_instance(self):
        """The name of the set that is used."""
        return host.saving_current(self)

    def freeze(self):
        """Makes what the current set takes from the set 'default' its own."""
        host.saving_freeze(self)

    def purge(self):
        """Forgets all that was ever set or added."""
        host.saving_purge(self)

    def show_table(self):
        """Prints all sets side by side: * is taken from the set 'default', # is computed."""
        print(host.saving_table(self))

    def to_dict(self, export_properties=False):
        """The parameters by name; with export_properties also those that are computed."""
        return host.saving_dict(self, export_properties)

    def from_dict(self, values):
        """Sets the parameters of a dict, all of them or none."""
        if not isinstance(values, dict):
            raise TypeError(f"expected a dict of parameters, not {values!r}")
        host.saving_replace(self, [(key, kept(key, value)) for key, value in values.items()])

    def to_file(self, path, *instances):
        """Writes sets of parameters to a file of YAML; without names the current one."""
        host.saving_write(self, str(path), instances)

    def from_file(self, path, instance_name=None):
        """Sets the parameters of one set in a file: that of this name, the only one, or that of the current set's name."""
        host.saving_read(self, str(path), instance_name)

    def get(self):
        """The paths that the parameters give now: root_path, data_path, images_path, parent and writer."""
        paths = host.saving_paths(self)
        del paths["filename"]
        return paths

    def get_path(self):
        """The directory of the data file."""
        return self.get()["root_path"]

    def get_parent_node(self):
        """The node that scans are children of; it need not exist yet."""
        return self.get()["parent"]

    @property
    def root_path(self):
        """The directory of the data file."""
        return self.get()["root_path"]

    @property
    def data_path(self):
        """The data file without its extension."""
        return self.get()["data_path"]

    @property
    def images_path(self):
        """Where images go, with what their names begin with."""
        return self.get()["images_path"]

    @property
    def filename(self):
        """The data file; None if nothing is saved."""
        return host.saving_paths(self)["filename"]

    data_fullpath = filename

    def __getattr__(self, name):
        return host.saving_value(self, name)

    def __setattr__(self, name, value):
        host.saving_set(self, name, kept(name, value))

    def __dir__(self):
        return [*super().__dir__(), *host.saving_names(self)]

    def __repr__(self):
        return host.saving_text(self)
