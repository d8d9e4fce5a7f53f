"""Who answers: scenarios, the prospect's state and its transitions, her words, conversations."""
