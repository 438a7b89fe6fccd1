"""What every page stands on: addresses, forms, errors, headers, files for the browser."""
