"""ALIASES: other names for axes and counters."""

from bliss import _console
from bliss._host import host


class Aliases:
    """Other names for axes and counters: files and displays take them, nodes keep theirs."""

    def add(self, alias, device):
        """Gives an axis or counter, or the one of that name, another name, which is then there at the prompt."""
        host.alias_add(alias, device)
        _console.namespace[alias] = host.alias_device(alias, device)

    set = add

    def remove(self, alias):
        """Takes an alias away again."""
        host.alias_remove(alias)
        _console.namespace.pop(alias, None)

    def get(self, alias):
        """What an alias stands for; None if there is no such alias."""
        return host.aliases().get(alias)

    def list_aliases(self):
        """All aliases with the full names of what they stand for."""
        return host.aliases_text()

    def __repr__(self):
        lines = [f"{alias}: {fullname}" for alias, fullname in self.list_aliases().items()]
        return "\n".join(lines) or "no aliases"
