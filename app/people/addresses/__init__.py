"""Another e-mail address: asked by the person or by who keeps the people, and confirmed in the new mailbox."""
