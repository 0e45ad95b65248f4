"""Random walks of the procedure of suggestions, held against a second account of it."""
