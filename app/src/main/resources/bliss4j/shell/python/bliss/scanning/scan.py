"""Scans that were run here, SCANS, and SCAN_SAVING."""

from bliss._face import Face
from bliss._host import host


class Scan(Face):
    """A scan; SCANS holds the last ones."""

    def run(self):
        """Runs it and waits for its end. A scan runs once."""
        host.scan_run(self)

    def abort(self):
        """Stops it; axes stop at once."""
        host.scan_abort(self)

    @property
    def name(self):
        """What it is called: "ascan"."""
        return host.scan_name(self)

    @property
    def number(self):
        """Its number; None before it has run."""
        return host.scan_number(self)

    @property
    def state(self):
        """IDLE, PREPARING, STARTING, STOPPING, DONE, ABORTED or FAILED."""
        return host.scan_state(self)

    @property
    def node(self):
        """Its node in the tree; None before it has run."""
        return host.scan_node(self)

    @property
    def scan_info(self):
        """What is known about it, as a dict."""
        return host.node_info(self.node)

    @property
    def filename(self):
        """The file it is saved in; None if it is not saved."""
        return host.scan_file(self)

    @property
    def degraded(self):
        """What is wrong with its file or its publication at the moment, one line each."""
        return host.scan_degraded(self)

    def get_data(self):
        """Its points so far: a dict of arrays by name of channel."""
        return host.scan_data(self)

    def __repr__(self):
        return host.scan_text(self)


class ScanHistory:
    """The last scans that have ended, the newest last."""

    maxlen = 20

    def __len__(self):
        return len(host.scans_all())

    def __getitem__(self, index):
        return host.scans_all()[index]

    def __iter__(self):
        return iter(host.scans_all())

    def __repr__(self):
        return host.scans_text()


class ScanSaving:
    """Where scans are saved. SCAN_SAVING.template = '{session}/{s_name}/' sets a parameter."""

    def add(self, key, value):
        """Makes a new parameter, which templates may then name."""
        host.saving_add(key, value)

    def remove(self, name):
        """Removes a parameter that was added: SCAN_SAVING.remove('.s_name')."""
        host.saving_remove(name)

    def get(self):
        """The paths that the parameters give now."""
        return host.saving_paths()

    def get_path(self):
        """The directory of the data file."""
        return host.saving_paths()["root_path"]

    def __getattr__(self, name):
        return host.saving_value(name)

    def __setattr__(self, name, value):
        host.saving_set(name, value)

    def __dir__(self):
        return [*super().__dir__(), *host.saving_names()]

    def __repr__(self):
        return host.saving_text()
