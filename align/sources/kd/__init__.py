"""A kwalificatiedossier as PDF, model 2026 and what is known of the older one."""
