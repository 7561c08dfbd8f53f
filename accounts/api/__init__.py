"""The API's machinery (keys, problems, pages, ETags, once-only requests) and the resources of this app."""
