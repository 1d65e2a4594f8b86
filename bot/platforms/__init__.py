"""Where people meet the bot: requests in, replies out. No platform knows another."""
