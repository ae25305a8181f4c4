"""Functions as values of parameters: their source, and functions made of it."""

import ast
import inspect
import textwrap

from bliss import _console


def kept(name, value):
    """The value with its name and source if it is a function; says so if another session could not make it."""
    if not callable(value) or hasattr(value, "_handle"):
        return value, None, None
    source, why = source_of(value)
    called = getattr(value, "__name__", type(value).__name__)
    if source is None:
        print(f"{name} is a function that cannot be kept ({why}): it counts until this session ends")
    return value, called, source


def source_of(function):
    """The text that makes the function among the session's names, or None and why there is none."""
    code = getattr(function, "__code__", None)
    if code is None:
        return None, "it is not written in Python"
    if code.co_freevars:
        return None, "it uses " + ", ".join(code.co_freevars) + " of the function around it"
    try:
        text = textwrap.dedent(inspect.getsource(function))
        source = lambda_in(text) if function.__name__ == "<lambda>" else text
        made = make(function.__name__, source).__code__
    except Exception as failure:
        return None, "its source cannot be had: " + str(failure)
    if (made.co_names, made.co_consts[1:], made.co_varnames) != (code.co_names, code.co_consts[1:], code.co_varnames):
        return None, "its source has changed"
    return source, ""


def lambda_in(text):
    """The only lambda of some lines."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Lambda)]
    if len(found) != 1:
        raise ValueError(f"its lines hold {len(found)} lambdas")
    return ast.unparse(found[0])


def make(name, source):
    """A function of its source; what it names is found among the session's names when it is called."""
    where = f"<{name} of SCAN_SAVING>"
    _console.remember(source, where)
    if name == "<lambda>":
        return eval(compile(source, where, "eval"), _console.namespace)
    scope = {}
    exec(compile(source, where, "exec"), _console.namespace, scope)
    return scope[name]
