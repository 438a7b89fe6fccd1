"""What good looks like: standaarden (`Standard`), taken en competenties (`Element`), niveaus (`Level`), normprofielen.

A standard is a file in `standards/`, one per edition, in our own words; the documents that they come from are named in
each file. The rules of the format are in DESIGN.md, section 7.
"""
