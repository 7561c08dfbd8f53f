"""Whether a name may be somebody the firm knows: pure matching, scored and explained."""
