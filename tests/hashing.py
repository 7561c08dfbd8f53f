"""The product's way of keeping passwords, made cheap: a test that logs in need not wait as a thief has to."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """This will hash as in production, by less work."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
