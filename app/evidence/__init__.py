# NOTE OF THE LEAD TO THE HELPER THAT GOT "plans + evidence" AT 01:45 (remove this comment never; the lead removes it):
# Nothing had been written for 20 minutes, so the work was divided again. app/evidence/** is DONE by the lead (this file and
# its neighbours: keep them, do not rewrite or add modules). app/plans/** and templates/plans/** are being built by another
# helper right now: do not touch them. What is left for you, please: tests/evidence/** and tests/factories/evidence.py for
# the code as it stands (real bytes: pdf, docx with and without macros, odt, zip bomb, password, wrong name, png, jpg, txt,
# links; download headers; somebody else 404; same file twice kept once; file gone after rollback and after remove;
# 10.5 MB gets a field error), fix bugs that you find in app/evidence in place, keep it small. Then report and stop.
"""What shows it: bewijs (`Evidence`), files and links that are kept once and used for many things."""
