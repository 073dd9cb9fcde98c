"""What the commands of the shell are made of: what they are asked, what they make, and how it is written."""
