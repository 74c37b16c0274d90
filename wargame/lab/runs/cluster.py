"""A Dask cluster as an executor: for runs that one machine is too small for.

Dask is an optional extra and imported when it is asked for; CLUSTER.md says how to start one.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Final

from wargame.content.extras import needs
from wargame.dataclass import dataclass
from wargame.errors import UsageError, visible

PATIENCE_SECONDS: Final = 10
"""How long an address may take to answer."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Whoever works at an address.

    Attributes:
        size: How many pieces of work it does at once.
    """

    executor: Executor
    size: int


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster | None]:
    """The cluster at an address; None for "".

    Raises:
        UsageError: Dask is not installed, or this is no address, or nobody answers or works there.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, for whoever asks for a cluster
        from distributed.comm import get_address_host_port  # noqa: PLC0415
    except ImportError:
        raise UsageError(needs("--cluster", "Dask", "cluster")) from None
    try:
        get_address_host_port(address)  # a client of an address that is none is not closed at once
    except ValueError:
        told = f"'{visible(address)}' is no address of a cluster: write it as tcp://HOST:8786."
        raise UsageError(told) from None
    try:
        client = Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"No cluster answers at {visible(address)}: {error}.") from None
    with client:
        size = sum(client.nthreads().values())
        if not size:
            raise UsageError(f"The cluster at {visible(address)} has no workers: start some.")
        yield Cluster(client.get_executor(), size)
