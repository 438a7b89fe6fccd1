"""What the register asks, one requirement after another: to come in, to go up and to stay. Plain Python."""
