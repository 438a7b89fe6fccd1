"""What who runs an installation does about organisations and people, by commands: begin, look, invite, rescue."""
