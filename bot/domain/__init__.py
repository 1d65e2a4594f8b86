"""What the words mean. Standard library only, no input or output."""
