"""Tools of the maintainers: vendoring, pinning, keeping the README true."""
