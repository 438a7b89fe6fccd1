"""Who holds which status, and who decides about it: applications, audits, decisions, sample, objections, fees, badge.

Dutch words: beroepsregister, aanvraag, entree- en upgrade-audit, besluit, steekproef, bezwaar, tarief. The bodies are
those of the regeling: the board (bestuur) carries it out, the quality committee (kwaliteitscommissie) watches over it.
"""
