"""A rehearsal: the real planning, sending and records, on a platform that is made up.

Time is made up too, and jumps; what can go wrong goes wrong, at random but repeatably. In the
end a judge that knows nothing of the planner counts what stands where it should.
"""
