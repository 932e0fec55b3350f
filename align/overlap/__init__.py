"""From two curricula to pairs with evidence, relation and coverage."""
