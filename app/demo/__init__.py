"""Gemeente Voorbeeldstad: an invented municipality with invented people, to try Vakspiegel with.

Everything hangs on the day it is loaded, so that dates are always near, and on fixed seeds, so that it is always
the same.
"""
