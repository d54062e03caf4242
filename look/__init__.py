"""How things look: colours, and how codes and numbers are drawn, alike on the screen and in a file; and what browsers
load."""
