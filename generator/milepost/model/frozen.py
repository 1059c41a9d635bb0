"""What nearly everything here is made of: values that never change."""

from typing import NoReturn, dataclass_transform

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = ["Frozen", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Frozen(Struct, frozen=True):
    """A value that is what it holds, as a frozen dataclass with slots is.

    Of a dataclass Python writes and compiles the methods whenever it loads it, which for the hundred and
    sixty of ours took a tenth of a second of each command; these have theirs from C. A dataclass is what
    does not count all of its facts when it is compared, or has some of them late.
    """

    def __setstate__(self, state: object) -> NoReturn:
        """Nothing but a forged pickle asks for this."""
        raise TypeError("a value never changes")
