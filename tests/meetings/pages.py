"""Public pages in tests: something live, and what an address answers."""

from tests.factories import ago, make_readout


def live(**facts):
    """A readout that was released yesterday, unless `live_from` says otherwise."""
    return make_readout(**{"live_from": ago(days=1), **facts})


def page(client, address, status=200):
    """The text that an address answers with this status."""
    response = client.get(address)
    assert response.status_code == status, f"{address} answers {response.status_code}"
    return response.content.decode()
