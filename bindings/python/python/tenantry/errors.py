"""What can go wrong: one class for each kind of error.

Catch `TenantryError` for all of them, or the class of a kind; tell apart by `code`.

Derived by `cargo xtask bindgen`: do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tenantry import JsonValue


class TenantryError(Exception):
    """Why a call was refused or failed."""

    kind: ClassVar[str] = "tenantry"
    """What went wrong, coarsely: the name of the class, in small letters."""

    is_retryable: ClassVar[bool] = False
    """Whether the same call may simply be made again."""

    message: str
    """What happened, and what to do about it, in a sentence for people."""

    code: str
    """The stable code: the kind, or a narrower word such as `last_owner`."""

    fields: Mapping[str, JsonValue]
    """What else there is to know, by name."""

    def __init__(
        self,
        message: str,
        /,
        *,
        code: str | None = None,
        fields: Mapping[str, JsonValue] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = self.kind if code is None else code
        self.fields = {} if fields is None else fields

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.message, self.code, self.fields))


def _rebuilt(
    cls: type[TenantryError], message: str, code: str, fields: Mapping[str, JsonValue]
) -> TenantryError:
    return cls(message, code=code, fields=fields)


class UnauthenticatedError(TenantryError):
    """Nobody was proven, or the proof has ended."""

    kind = "unauthenticated"


class DeniedError(TenantryError, PermissionError):
    """The caller is known and may not do this."""

    kind = "denied"


class NotFoundError(TenantryError, LookupError):
    """There is no such thing for this caller. Another tenant's things are not found."""

    kind = "not_found"


class InvalidError(TenantryError, ValueError):
    """The input breaks a stated rule."""

    kind = "invalid"


class ConflictError(TenantryError):
    """The state of the data forbids this now: a version moved, a name is taken."""

    kind = "conflict"


class LimitReachedError(TenantryError):
    """A hard limit would be passed."""

    kind = "limit_reached"


class ThrottledError(TenantryError):
    """Too many attempts; try again later."""

    kind = "throttled"
    is_retryable = True


class BusyError(TenantryError):
    """The store is occupied; nothing was written."""

    kind = "busy"
    is_retryable = True


class UnavailableError(TenantryError):
    """The store cannot be reached or cannot write; nothing was written."""

    kind = "unavailable"
    is_retryable = True


class UnknownError(TenantryError):
    """The connection was lost while committing: it may have landed, and can be asked."""

    kind = "unknown"


class CorruptError(TenantryError):
    """Stored data contradicts itself, or a store broke its contract."""

    kind = "corrupt"


class InternalError(TenantryError):
    """Tenantry has a defect: a panic, which is no fault of the caller."""

    kind = "internal"


_BY_KIND: dict[str, type[TenantryError]] = {
    "unauthenticated": UnauthenticatedError,
    "denied": DeniedError,
    "not_found": NotFoundError,
    "invalid": InvalidError,
    "conflict": ConflictError,
    "limit_reached": LimitReachedError,
    "throttled": ThrottledError,
    "busy": BusyError,
    "unavailable": UnavailableError,
    "unknown": UnknownError,
    "corrupt": CorruptError,
    "internal": InternalError,
}


def _class_of(kind: str) -> type[TenantryError]:
    return _BY_KIND.get(kind, TenantryError)


__all__ = [
    "BusyError",
    "ConflictError",
    "CorruptError",
    "DeniedError",
    "InternalError",
    "InvalidError",
    "LimitReachedError",
    "NotFoundError",
    "TenantryError",
    "ThrottledError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnknownError",
]
