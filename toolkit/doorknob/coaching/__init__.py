"""What a call was worth: rubric, scorecard, the one line that would have changed it, debrief."""
