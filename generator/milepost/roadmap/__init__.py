"""Notes to `Roadmap`: items grouped and ordered, and what they add up to."""
