"""From what is taught twice to a programme that a team can discuss: routes, hours, rules, plans."""
