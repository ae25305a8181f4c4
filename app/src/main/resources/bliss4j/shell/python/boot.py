# Makes the modules beside this file importable; run once, before anything else.


def boot(host, read):
    import sys
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    class Finder:
        """Finds modules in the jar: `read` gives file, whether it is a package, and source, or False."""

        @classmethod
        def find_spec(cls, name, path=None, target=None):
            found = read(name) if name.split(".")[0] in ("bliss", "gevent") else False
            if not found:
                return None
            spec = ModuleSpec(name, cls, origin=found[0], is_package=found[1])
            spec.loader_state = found[2]
            return spec

        @staticmethod
        def create_module(spec):
            return None

        @staticmethod
        def exec_module(module):
            spec = module.__spec__
            exec(compile(spec.loader_state, spec.origin, "exec"), module.__dict__)

    def fail(kind, message):
        module, _, name = kind.rpartition(".")
        scope = sys.modules[module] if module else __import__("builtins")
        raise getattr(scope, name)(message) if message else getattr(scope, name)

    sys.meta_path.insert(0, Finder)
    bridge = ModuleType("bliss._host", "What faces ask of Java.")
    bridge.host, bridge.fail, bridge.none = host, fail, None
    sys.modules["bliss._host"] = bridge
    import bliss

    bliss._host = bridge


boot
