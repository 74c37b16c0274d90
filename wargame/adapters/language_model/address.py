"""Where a server of language models is, what leads there, and the key that it wants."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from wargame.errors import UsageError, visible


def checked_address(url: str) -> str:
    """An address as it was typed.

    Raises:
        UsageError: It is none of http or https, or names who asks, which every save would tell.
    """
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise UsageError(
            "--url: who asks has no place in an address; give a key by --key-env and --program-env."
        )
    if not _is_plain(url) or not _is_of_the_web(url):
        raise UsageError(
            f"--url {visible(url[:80])}: say where the server is, such as "
            "http://localhost:11434/v1."
        )
    return url


def check_proxy(url: str) -> None:
    """Refuse what names the proxy to an address and is none: an error of the library quotes it,
    with the password that it may hold.

    Raises:
        UsageError: It is none; the message does not say it.
    """
    to = urlsplit(url)
    proxy = getproxies().get(to.scheme)
    if proxy is None or proxy_bypass(to.netloc):
        return
    host = _proxy_host(proxy)
    if "/" not in host and _is_of_the_web(f"http://{host}"):
        return
    raise UsageError(
        f"{to.scheme}_proxy names no proxy. Say where it is, such as http://proxy.example:3128."
    )


def _proxy_host(proxy: str) -> str:
    """The host and port that `urllib` asks, or ""."""
    _, is_whole, rest = proxy.partition("://")
    if not is_whole:
        return "" if ":/" in proxy else unquote(proxy.rpartition("@")[2])
    end = rest.find("/", rest.find("@") + 1)  # a password may hold a slash
    return unquote(rest[: end if end >= 0 else None].rpartition("@")[2])


def checked_key(key: str) -> str:
    """A key without the blanks and line ends that a file puts around it.

    Raises:
        UsageError: It cannot be sent; the message does not say it.
    """
    bare = key.strip()
    if not _is_plain(bare):
        raise UsageError(
            "--key-env: the key holds blanks or letters that cannot be sent. Give it as the "
            "server's owner wrote it."
        )
    return bare


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_plain(text: str) -> bool:
    """Whether a text is of visible ASCII alone, as what is sent in the head of a request."""
    return text.isascii() and text.isprintable() and " " not in text
