"""What I will learn, and by when: the ontwikkelplan (`Plan`) with its doelen (`Goal`) and acties (`Action`)."""
