"""What `make` runs: installing, checking, the demonstration, and the servers that tests start."""
