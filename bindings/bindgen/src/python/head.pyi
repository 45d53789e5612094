from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from os import PathLike
from types import GenericAlias, TracebackType
from typing import Final, Generic, Literal, Self, TypeAlias, TypeVar, final, overload
from uuid import UUID

_T_co = TypeVar("_T_co", covariant=True)
_Anything: TypeAlias = object

