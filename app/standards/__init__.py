"""What good looks like: standaarden (`Standard`), taken en competenties (`Element`), niveaus (`Level`), normprofielen.

A standard is a file in `standards/`, one per edition, in our own words; the documents that they come from are named in
each file. How to make one: docs/how-to/add-a-standard-or-edition.md.
"""
