"""First steps (eerste stappen): what somebody can begin with at a goal, of ours and of their organisation."""
