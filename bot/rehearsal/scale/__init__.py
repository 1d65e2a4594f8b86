"""What the platforms' limits make of very many channels: lateness, and what it takes.

The channels, their local times and their slots are real ones, the queue is a model of
``delivery/outbox.py`` and of the two platforms' paces. ``docs/explanation/scale.md`` says what
comes of it; tests hold the model beside the real delivery.
"""
