"""What tests share: case files, small vaults, a browser, a server."""
