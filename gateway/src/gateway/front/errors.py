from __future__ import annotations

from carekit.errors import NotFound, PayloadTooLarge, Refusal, TooManyRequests, Unavailable


class PeerAway(Unavailable):
    """The service behind this address does not answer."""

    title = "A part of the system does not answer"


class PeerTimedOut(Refusal):
    """The service took the request and gave no answer in time: whether it was done is not known."""

    status = 504
    title = "A part of the system did not answer in time"


class RequestTooSlow(Refusal):
    """The body stopped arriving."""

    status = 408
    title = "The request did not arrive in time"


class AddressRefused(Refusal):
    """Dot segments, doubled or encoded slashes: two readers could understand two addresses."""

    status = 400
    title = "This address can be read in two ways"


class MethodRefused(Refusal):
    status = 405
    title = "This method is not allowed here"


class NoSuchRoute(NotFound):
    title = "Nothing at this address"


class BodyTooLarge(PayloadTooLarge):
    @classmethod
    def rule(cls) -> str:
        return "payload-too-large"


class NotBuilt(Unavailable):
    title = "The web application is not built here"


class AddressTooLong(Refusal):
    status = 414
    title = "The address is too long"


class HeadersTooLarge(Refusal):
    status = 431
    title = "The headers are too large"


#: What the front may answer in place of any operation.
OF_EVERY_OPERATION: tuple[type[Refusal], ...] = (TooManyRequests, AddressTooLong, HeadersTooLarge, PeerTimedOut)
