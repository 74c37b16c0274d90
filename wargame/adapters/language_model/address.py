"""Where a server of language models is, and the key that it wants."""

from __future__ import annotations

from urllib.parse import urlsplit

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
