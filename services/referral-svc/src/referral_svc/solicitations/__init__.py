"""A professional is asked, answers, or is silent. Stage 1: nothing here knows who the person is."""
