"""One request to a public address, within bounds, with a Dutch message for whatever goes wrong.

Only https, and http on this machine itself; at most a few redirects, none to a less safe address;
nothing is sent but the request. Proxies are taken from the environment, as browsers and git do.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from align import __version__
from align.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TIMEOUT_SECONDS = 30
"""How long a server may keep silent."""
MAX_REDIRECTS = 5
"""Redirects of one request; GitHub and SBB need none or one."""

_NEXT_TIME = "Voer de opdracht later opnieuw uit; wat al binnen is blijft bewaard."


def check_address(url: str) -> None:
    """See to it that an address is https, or http on this machine itself.

    Raises:
        UsageError: it is not.
    """
    if fault := _unsafe(url):
        raise UsageError(fault, where=url, advice="Geef een adres op dat met https:// begint.")


@contextlib.contextmanager
def requested(url: str, headers: Mapping[str, str]) -> Iterator[http.client.HTTPResponse]:
    """The answer of a server with status 200, 206, 304 or 416, closed when done.

    Raises:
        InputError: there is no network, the server cannot be trusted, refuses, keeps silent, or
            sends from one address to another without end.
    """
    host = urlsplit(url).hostname or url
    request = urllib.request.Request(  # noqa: S310 -- check_address lets only http(s) through
        url,
        headers={
            "User-Agent": f"align/{__version__}",
            "Accept-Encoding": "identity",
            "Accept": "*/*",
        }
        | dict(headers),
    )
    try:
        answer = _opener().open(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code in {304, 416}:
            with error:
                yield error  # type: ignore[misc]  # an HTTPError is an answer too
            return
        with error:
            raise _refused(error, host) from error
    except urllib.error.URLError as error:
        raise lost(error.reason, host) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise lost(error, host) from error
    with answer:
        yield answer


def lost(reason: object, host: str) -> InputError:
    """The message for a connection that is not there, or no longer."""
    if isinstance(reason, _UnsafeRedirectError):
        return InputError(str(reason), where=host, advice="Haal het bestand met uw browser op.")
    if isinstance(reason, socket.gaierror):
        return InputError(
            "er is geen netwerk, of dit adres bestaat niet",
            where=host,
            advice="Controleer uw verbinding; op een school staat soms een proxy in de weg.",
        )
    if isinstance(reason, ssl.SSLError):
        return InputError(
            "het certificaat van deze server is niet te vertrouwen",
            where=host,
            advice="Staat de klok goed? Vraag anders uw beheerder; haal het niet zonder op.",
        )
    if isinstance(reason, TimeoutError):
        return InputError(
            f"de server zwijgt langer dan {TIMEOUT_SECONDS} seconden",
            where=host,
            advice=_NEXT_TIME,
        )
    if isinstance(reason, ConnectionRefusedError):
        return InputError(
            "de server neemt niet op",
            where=host,
            advice="Controleer uw verbinding, en probeer het later opnieuw.",
        )
    if isinstance(reason, OSError) and reason.errno in _NO_ROUTE:
        return InputError(
            "er is geen netwerk", where=host, advice="Controleer uw verbinding en probeer opnieuw."
        )
    return InputError(f"de verbinding is verbroken ({reason})", where=host, advice=_NEXT_TIME)


_NO_ROUTE = {51, 65, 100, 101, 113, 10051, 10065}
"""Codes of Linux, macOS and Windows for a network or host that cannot be reached."""


class _UnsafeRedirectError(Exception):
    """A redirect that is not followed."""


class _CarefulRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, none of them to a less safe address."""

    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(  # noqa: PLR0917 -- as the class above has it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse what leads to an unsafe address or, from outside, into this machine."""
        inward = _is_this_machine(newurl) and not _is_this_machine(req.full_url)
        if _unsafe(newurl) or inward:
            fp.close()
            target = urlsplit(newurl)
            raise urllib.error.URLError(
                _UnsafeRedirectError(
                    f"de server verwijst door naar een onveilig adres ({target.scheme}://"
                    f"{target.hostname})"
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """An opener for the web only: no files, no ftp, no data addresses."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _CarefulRedirects(),
    ):
        opener.add_handler(handler)
    return opener


def _unsafe(url: str) -> str:
    """Why an address is not asked, or nothing."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "dit is geen internetadres"
    if parts.scheme not in {"http", "https"} or not host:
        return "dit is geen internetadres"
    if parts.username or parts.password:
        return "een adres met een naam of wachtwoord erin wordt niet gebruikt"
    if parts.scheme == "http" and not _is_this_machine(url):
        return "dit adres is niet versleuteld (http)"
    return ""


def _is_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(error: urllib.error.HTTPError, host: str) -> InputError:
    where = f"{host} (antwoord {error.code})"
    if error.code in {401, 403, 407}:
        return InputError(
            "de server laat dit niet toe",
            where=where,
            advice="Haal het bestand met uw browser op en geef het zelf op.",
        )
    if error.code in {404, 410}:
        return InputError(
            "dit bestand staat niet bij de uitgever",
            where=where,
            advice="Klopt de uitgave achter --release? Adressen van uitgevers veranderen ook.",
        )
    if 300 <= error.code < 400:
        return InputError(
            f"de server verwijst meer dan {MAX_REDIRECTS} keer door, of in een kring",
            where=where,
            advice="Haal het bestand met uw browser op en geef het zelf op.",
        )
    return InputError("de server kan dit nu niet leveren", where=where, advice=_NEXT_TIME)
