"""Running an installation: does it work, which version is it, what does it write down and count."""
