"""What the tests share beyond the validators: plugins that conftest.py loads."""
