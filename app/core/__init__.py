"""What every package needs and that knows no word of our trade: database, clock, pages, mail, charts, errors."""
