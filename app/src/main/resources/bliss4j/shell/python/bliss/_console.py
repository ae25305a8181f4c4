"""Runs what is typed at the prompt and says what came of it. Called from Java."""

import ast
import builtins
import inspect
import io
import linecache
import re
import sys
import threading
import traceback

import __main__
from bliss._host import host

OURS = "<bliss4j>/"
namespace = __main__.__dict__


class Lines(io.TextIOBase):
    """Text that several threads print: each line comes out whole."""

    encoding = "utf-8"

    def __init__(self, emit):
        self._emit = emit
        self._thread = threading.local()

    def write(self, text):
        pending = getattr(self._thread, "pending", "") + text
        end = pending.rfind("\n") + 1
        self._thread.pending = pending[end:]
        if end:
            self._emit(pending[:end])
        return len(text)

    def flush(self):
        pending = getattr(self._thread, "pending", "")
        self._thread.pending = ""
        if pending:
            self._emit(pending)

    def writable(self):
        return True


sys.stdout = Lines(host.print_out)
sys.stderr = Lines(host.print_error)


def open():
    """Gives the prompt the names of the session."""
    from bliss import setup_globals

    import gevent

    namespace.update({n: v for n, v in vars(setup_globals).items() if not n.startswith("_")})
    namespace.update(gevent=gevent)
    builtins.exit = builtins.quit = sys.exit
    builtins.help = help


def opened():
    """The setup scripts have run: the functions among the parameters of SCAN_SAVING can be asked."""
    host.make_directory()


def help(*names):
    """Describes whatever it is given: help(ascan)."""
    import pydoc

    pydoc.Helper(io.StringIO(), sys.stdout)(*names)


def execute(source, name):
    """Runs source; gives what is to be shown of it."""
    remember(source, name)
    try:
        return "done", show(run(source, name))
    except SystemExit as end:
        return "exit", end.code if isinstance(end.code, str) else "", status(end.code)
    except BaseException as failure:
        return "failed", text_of(failure)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def apply(function, arguments):
    """Calls what was spawned."""
    try:
        return function(*arguments[0], **arguments[1])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def run(source, name):
    """The value of the last statement, if it is an expression."""
    tree = compile(source, name, "exec", ast.PyCF_ONLY_AST)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    return eval(compile(last, name, "eval"), namespace) if last else None


def run_script(source, name):
    """Runs the text of a script in the namespace of the prompt."""
    remember(source, name)
    exec(compile(source, name, "exec"), namespace)


def remember(source, name):
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name


def show(value):
    if value is None:
        return ""
    builtins._ = value
    return value.__info__() if hasattr(type(value), "__info__") else repr(value)


def status(code):
    return code & 255 if isinstance(code, int) else int(code is not None)


def text_of(failure):
    """The traceback of an exception, without frames of ours."""
    told = traceback.TracebackException.from_exception(failure)
    each = told
    while each is not None:
        each.stack[:] = [frame for frame in each.stack if not frame.filename.startswith(OURS)]
        for frame in each.stack:
            frame.colno = None  # GraalPy counts columns from one, so that carets would be beside what they mean
        each = each.__cause__ or each.__context__
    return "".join(told.format())


def report(failure):
    """Tells of what something in the background raised."""
    sys.stderr.write(text_of(failure))


def unfinished(source):
    """Whether more lines are needed before source can be run. A block ends at an empty line."""
    last = source[source.rfind("\n") + 1 :]
    if last.rstrip().endswith((":", "\\")) or last.startswith("@") or last[:1].isspace() and last.strip():
        return True
    try:
        compile(source, "<input>", "exec", ast.PyCF_ONLY_AST)
    except IndentationError as error:
        return "expected an indented block" in error.msg
    except SyntaxError as error:
        return "was never closed" in error.msg or "triple-quoted" in error.msg
    return False


def completions(line):
    """Pairs of word and note for what could stand in place of the last word of line."""
    word = re.search(r"[\w.]*$", line).group()
    path, dot, start = word.rpartition(".")
    try:
        scope = eval(path, namespace) if dot else None
    except Exception:
        return []
    names = dir(scope) if dot else {**vars(builtins), **namespace}
    found = sorted(n for n in names if n.startswith(start) and (start.startswith("_") or not n.startswith("_")))
    return [(path + dot + n, note(scope, n, dot)) for n in found]


def note(scope, name, dot):
    if dot and isinstance(inspect.getattr_static(scope, name, None), property):
        return ""
    value = getattr(scope, name, None) if dot else namespace.get(name, getattr(builtins, name, None))
    return signature_of(value, "") if callable(value) else ""


def signature(line):
    """How the function is called whose parenthesis is open at the end of line."""
    call = re.search(r"([A-Za-z_][\w.]*)\($", line)
    try:
        return signature_of(eval(call.group(1), namespace), call.group(1)) if call else ""
    except Exception:
        return ""


def signature_of(function, name):
    try:
        return name + str(inspect.signature(function))
    except (TypeError, ValueError):
        return ""
