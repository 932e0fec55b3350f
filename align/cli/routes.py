"""`align routes`: the route catalogue, and one route explained with its rules and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

NAME = "routes"
HELP = "toon de routes van vmbo naar mbo, of leg er één uit met regels en bronnen"
EPILOG = """\
voorbeelden:
  align routes                             alle routes, wat nu geldt eerst
  align routes doorlopende-leerroute       één route in een halve bladzijde
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare arguments."""
    parser.add_argument("id", metavar="ID", nargs="?", default="", help="de route om uit te leggen")


def run(options: argparse.Namespace) -> int:
    """Print the list or one route.

    Raises:
        UsageError: no route has this id.
    """
    from align.planning.catalogue import load_routes, route_by_id
    from align.planning.explain import route_list, route_page

    print(route_page(route_by_id(options.id)) if options.id else route_list(load_routes()))
    return 0
