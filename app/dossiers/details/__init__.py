"""What somebody says of themselves for the register: training, experience, functions."""
