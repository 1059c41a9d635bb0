"""What is wrong in a vault: one question a file, each `(Site, …) -> Problem*`."""
