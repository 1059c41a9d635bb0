"""Everything that knows MkDocs: it hands the engine's pages and files to the host."""
