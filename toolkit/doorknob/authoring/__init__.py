"""A trainer's own course: how it begins, what is added to it, and how easily it reads."""
