"""What was earned: grades as a function of journals, the gradebook, figures for a cohort."""
