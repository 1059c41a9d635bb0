"""Everything that knows MkDocs: it hands the engine's pages and files to the host."""

import gc

__all__ = ["COLLECTOR"]

COLLECTOR = gc.get_threshold()
"""How often Python's collector looks for garbage. Loading makes none, so it waits until `hooks` is loaded."""

gc.set_threshold(100_000)
