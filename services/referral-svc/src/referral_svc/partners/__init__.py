"""Partner bodies of a CPTS: whom to turn to outside, how, and what may be told to them."""
