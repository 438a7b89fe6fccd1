"""People by workbook: everybody at once, with a preview of what would happen."""
