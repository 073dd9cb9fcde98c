"""What a docstring owes its reader, as far as no linter asks for it; the rest is D, D417 and DOC501 of Ruff."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EMPTY_NAMES = {"found", "said"}
"""Names that tell how a value was come by, and not what it is."""


def modules(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def public(tree, inside=""):
    """Yield the name and the node of every public class, function and method."""
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            yield inside + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{node.name}.")


def parameters(function):
    of = function.args
    named = [*of.posonlyargs, *of.args, *of.kwonlyargs]
    starred = [star + arg.arg for star, arg in (("*", of.vararg), ("**", of.kwarg)) if arg]
    return {arg.arg for arg in named if arg.arg not in ("self", "cls")} | set(starred)


def described(docstring):
    """Return the parameters that have a line in the section of a docstring."""
    section = re.search(r"^Parameters\n-+\n(.*?)(?=\n\n\S+\n-+\n|\Z)", docstring, re.DOTALL | re.MULTILINE)
    lines = section[1].split("\n") if section else []
    return {name.strip() for line in lines if line and not line.startswith(" ") for name in line.split(",")}


def documented(folder):
    return [
        (f"{path.relative_to(ROOT)}:{name}", node)
        for path in modules(folder)
        for name, node in public(ast.parse(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("folder", ["geo", "pages"])
def test_every_module_class_and_function_says_what_it_is(folder):
    bare = [name for name, node in documented(folder) if not ast.get_docstring(node)]
    bare += [str(p) for p in modules(folder) if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not bare


@pytest.mark.parametrize("folder", ["geo", "pages"])
def test_every_parameter_of_a_public_function_has_its_line_and_no_other_has(folder):
    functions = [(name, node) for name, node in documented(folder) if not isinstance(node, ast.ClassDef)]
    apart = {
        name: parameters(node) ^ described(ast.get_docstring(node) or "")
        for name, node in functions
        if parameters(node) != described(ast.get_docstring(node) or "")
    }
    assert not apart


def test_a_section_is_read_as_far_as_it_goes():
    docstring = "Sum.\n\nParameters\n----------\none, other\n    Numbers.\n**rest\n    More.\n\nReturns\n-------\nint\n"
    assert described(docstring) == {"one", "other", "**rest"}
    assert described("Sum.") == set()


def test_a_variable_is_called_what_it_holds():
    empty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("geo", "pages", "tests", "data", "docs")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.arg) and node.arg in EMPTY_NAMES)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in EMPTY_NAMES)
    ]
    assert not empty
