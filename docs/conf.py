"""How the documentation is built: these pages, and the API from the docstrings.

`python -m sphinx -W --keep-going docs build/docs` makes it and fails on any warning.
"""

from importlib.metadata import version as installed_version

project = "align"
author = "the contributors to align"
release = version = installed_version("align-vmbo-mbo")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
html_theme = "alabaster"
html_theme_options = {"description": "What vmbo and mbo teach twice", "page_width": "1100px"}
html_show_sourcelink = False
html_copy_source = False

# Links between pages work here and in a code host; headings get the anchors that a host gives them.
myst_heading_anchors = 3

# One page a module, made anew at every build; git ignores the folder.
apidoc_modules = [
    {
        "path": "../align",
        "destination": "api",
        "separate_modules": True,
        "module_first": True,
        "automodule_options": {"members", "undoc-members"},
    }
]
# What a room hands on from its modules is documented there, once.
autodoc_default_options = {"ignore-module-all": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"

# The docstrings are plain text: a name between single backticks is code, and several arguments
# may share one line.
default_role = "code"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_param = False
napoleon_use_rtype = False

suppress_warnings = [
    # Types stand in signatures by their short name, and a few rooms have a class of the same one.
    "ref.python",
    # README.md and its like lie beside this folder: links that a code host follows.
    "myst.xref_missing",
]
