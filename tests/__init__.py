"""Tests mirror the rooms of src/pubpipe; what they share is in conftest.py, support/ and validators/."""
