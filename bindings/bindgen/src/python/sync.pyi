@final
class UnsetType:
    """Says that an argument was left out, where `None` is a value of its own."""

    def __bool__(self) -> Literal[False]: ...

UNSET: Final[UnsetType]
"""An argument that was left out."""

@final
class Secret:
    """A secret that is shown once.

    `repr` and `str` hide it; `expose()` gives the text: hand it to its owner and forget it.
    """

    def expose(self) -> str:
        """The text itself."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Page(Generic[_T_co]):
    """One page of a list."""

    @property
    def items(self) -> tuple[_T_co, ...]:
        """The items, at most as many as were asked for."""

    @property
    def next(self) -> str | None:
        """Pass this as `cursor` to read on; `None` on the last page."""

    @property
    def feed(self) -> str | None:
        """Where the live feed continues from what this page shows."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[_T_co]: ...
    @overload
    def __getitem__(self, index: int, /) -> _T_co: ...
    @overload
    def __getitem__(self, index: slice, /) -> tuple[_T_co, ...]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Page[Team]`, for annotations."""

@final
class Pager(Generic[_T_co]):
    """A list that fetches page after page as it is iterated."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> _T_co: ...
    def __aiter__(self) -> Self: ...
    async def __anext__(self) -> _T_co: ...
    def page(self, *, cursor: str | None = None, limit: int | None = None) -> Page[_T_co]:
        """One page, apart from what is iterated."""

    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Pager[Team]`, for annotations."""

@final
class Feed(Generic[_T_co]):
    """The live feed, to iterate over: `for item in feed`.

    It waits for what happens next, and ends when it is closed. Ctrl-C ends the waiting.
    """

    def __iter__(self) -> Self: ...
    def __next__(self) -> _T_co: ...
    def close(self) -> None:
        """Ends the feed."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        *exception: type[BaseException] | BaseException | TracebackType | None,
    ) -> None: ...
    @classmethod
    def __class_getitem__(cls, item: object, /) -> GenericAlias:
        """`Feed[FeedItem]`, for annotations."""

@final
class Tenantry:
    """Tenantry, opened on a store.

    From here somebody is proven: by an API key (`authenticate`), by the product's own
    sign-in (`vouch`), or as the product itself (`system`).
    """

    @staticmethod
    def open(url: str | PathLike[str], /) -> Tenantry:
        """Opens the library: on a file, which is made if there is none, on `:memory:`,
        or on a database (`postgres://…`).
        """

    @overload
    @staticmethod
    def connect(url: str, /, *, key: str, tries: int = 5) -> Caller:
        """Calls a server instead of a store of one's own, as the holder of an API key.

        Nothing is sent yet: the server looks at the proof with each call. Where the server is
        busy or out of reach, a call is made again, with growing pauses, `tries` times at
        most: reads, and changes, which carry an idempotency key of their own unless the
        handle has one.
        """

    @overload
    @staticmethod
    def connect(url: str, /, *, operator: str, reason: str, tries: int = 5) -> Caller:
        """The same as the operator of the server, who acts as the product itself."""

    @overload
    @staticmethod
    def connect(
        url: str,
        /,
        *,
        proxy: str,
        directory: UUID,
        issuer: str,
        subject: str,
        tries: int = 5,
    ) -> Caller:
        """The same as whom a proxy has signed in."""

    def authenticate(self, key: str, /) -> Caller:
        """Proves somebody by an API key."""

    def vouch(self, directory: UUID, *, issuer: str, subject: str) -> Caller:
        """Proves somebody by the word of the product: its own sign-in has checked that
        this is `subject` of `issuer`.

        Vouch anew for each request, and suspend a person to stop them.
        """

    def system(self, reason: str, /) -> Caller:
        """Acts as the product itself. The reason is written into every entry."""

    def close(self) -> None:
        """Closes the library, and every handle and feed that was made from it."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        *exception: type[BaseException] | BaseException | TracebackType | None,
    ) -> None: ...

    # rooms of Tenantry
@final
class Caller:
    """Somebody proven: what they may do outside of any one organisation."""

    def enter(self, org: UUID, /) -> Tenant:
        """Enters an organisation: the one way to its data."""

    def with_idempotency_key(self, key: str, /) -> Caller:
        """This handle with an idempotency key: every change made on it carries the key,
        and so does every change in the organisations that are entered from it.

        For 24 hours the same operation with the same key and input is done once, and
        answers the first result.
        """

    # rooms of Caller
@final
class Tenant:
    """A caller inside one organisation: everything on its data is done from here."""

    @property
    def org(self) -> UUID:
        """The organisation."""

    def with_idempotency_key(self, key: str, /) -> Tenant:
        """This handle with an idempotency key: every change made on it carries the key.

        For 24 hours the same operation with the same key and input is done once, and
        answers the first result.
        """

    # rooms of Tenant
