"""The session of this shell."""

from bliss._host import host


class Session:
    """The session of this shell."""

    @property
    def name(self):
        """Its name."""
        return host.session_name()

    @property
    def devices(self):
        """Its devices by name."""
        return host.session_devices()

    def __repr__(self):
        return f"Session({self.name}: {', '.join(self.devices)})"

    def __info__(self):
        from bliss.setup_globals import SCAN_SAVING

        scans = host.scans_all()
        return "\n".join([
            f"Session {self.name}",
            f"  devices: {', '.join(self.devices) or 'none'}",
            f"  saves to: {SCAN_SAVING.get_path()}",
            f"  last scan: {scans[-1] if scans else 'none'}",
        ])


def load_script(name):
    """Runs sessions/scripts/<name>.py of the configuration in the session's namespace."""
    from bliss._console import run_script

    run_script(*host.script(name))
