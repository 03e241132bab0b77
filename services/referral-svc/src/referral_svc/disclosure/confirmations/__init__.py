"""An appointment is confirmed to the person herself, by SMS, by mail or on paper: without any health data."""
