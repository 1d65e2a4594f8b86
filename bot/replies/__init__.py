"""What the bot says. Every sentence of it is here, in each language it speaks."""
