progress_note() { :; }
progress_of() { :; }
