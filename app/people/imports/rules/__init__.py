"""What a file with people says beside what is known of them: plain Python."""
