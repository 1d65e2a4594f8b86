"""What a learner can ask: one file each. The listing of this folder is the feature list."""
