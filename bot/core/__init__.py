"""Commands, requests, replies, and the way from one to the other. Knows no platform."""
