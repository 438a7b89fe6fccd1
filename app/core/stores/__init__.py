"""Where bytes are kept that are no row: a folder, or a service that speaks S3."""
