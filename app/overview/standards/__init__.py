"""The standards as everybody reads them, beside who reads."""
