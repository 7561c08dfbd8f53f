"""How the assistant's doings read to members, and its pages to the public."""
