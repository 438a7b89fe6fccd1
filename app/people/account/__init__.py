"""What a person sees and sets of themselves."""
