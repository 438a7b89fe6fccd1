"""Pages of PE activities. One blueprint; the modules add their pages to it."""

from app.dossiers.pe.views import activity, imports, proof, writing
from app.dossiers.pe.views.ground import blueprint

__all__ = ["activity", "blueprint", "imports", "proof", "writing"]
