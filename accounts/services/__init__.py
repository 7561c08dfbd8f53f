"""Every write on organisations and their people; one module per noun."""
