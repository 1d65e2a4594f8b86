"""What the bot answers and posts. Every sentence is here, in each language it speaks."""
